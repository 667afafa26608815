// The thread beside a build gives what is given without one, and what goes wrong in it is told by who asked.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { openBeside } from "../../pipeline/beside/beside.ts";
import { check } from "../../pipeline/build.ts";
import { drawPicture } from "../../pipeline/site/site.ts";

const { raw, tables } = await check(fileURLToPath(new URL("../golden/terrazul", import.meta.url)));
if (raw.dataset === null || tables === null) throw new Error("the invented dataset is not read");
const release = { dataset: raw.dataset, date: raw.dataset.released, outline: raw.outline, tables };

const [here, thread] = [openBeside(0), openBeside(2)];
const folder = mkdtempSync(join(tmpdir(), "recuento-beside-"));
afterAll(async () => {
  await thread.close();
  rmSync(folder, { recursive: true });
});

describe("the thread beside a build", () => {
  it("says that it was given no release to read back, and goes on", async () => {
    await expect(thread.readBack(release, folder)).rejects.toThrow("no release was given");
  });

  it("makes the same bytes, and finds them to be what the release says", async () => {
    const [files, others] = [await thread.render(release), await here.render(release)];
    expect(files.length).toBeGreaterThan(50);
    expect(files.map(({ path }) => path)).toEqual(others.map(({ path }) => path));
    for (const [index, { path, bytes }] of files.entries()) {
      expect(Buffer.compare(bytes, others[index]?.bytes ?? new Uint8Array()), path).toBe(0);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    expect(await thread.readBack(release, folder)).toEqual([]);
  });

  it("finds a file that is missing or cut off, as it is found without one", async () => {
    rmSync(join(folder, "arrow/claims.arrow"));
    writeFileSync(join(folder, "parquet/events.parquet"), "PAR1");
    const told = await thread.readBack(release, folder);
    expect(told.map(({ code }) => code)).toEqual(["verify/differs", "verify/differs", "verify/differs"]);
    expect(told).toEqual(await here.readBack(release, folder));
  });

  it("draws the same picture", async () => {
    const svg = drawPicture(release);
    expect(Buffer.compare(await thread.draw(svg), await here.draw(svg))).toBe(0);
  });
});
