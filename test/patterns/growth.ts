// How work grows with its size: told by this process's own work at one size and at four times that, not by a clock that others slow down.

/** Milliseconds of work under which nothing that grows faster than its size could stay at the sizes tried here. */
const little = 50;
/** Four times the size asks for four times the work where it grows alike, for sixteen times where it grows with the square. */
const [factor, most] = [4, 8];
const tries = 3;

/** Milliseconds of work, of waiting none, as the least of some tries. */
function costOf(work: () => void): number {
  const costs = Array.from({ length: tries }, () => {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  return Math.min(...costs);
}

/** True where work of four times `size` is little, or at most eight times that of `size`. */
export function growsLinearly(size: number, work: (size: number) => void): boolean {
  const large = costOf(() => work(size * factor));
  return large < little || large < most * costOf(() => work(size));
}
