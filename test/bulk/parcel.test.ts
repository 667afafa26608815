// What a worker hands over: the same values, in memory that is used again two values later.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePacker } from "../../pipeline/bulk/parcel.ts";

const array = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.int32Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
  fc.float64Array({ maxLength: 20 }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, array, fc.string(), fc.integer(), fc.constant(null), tie("list"), tie("object")),
  list: fc.array(tie("any"), { maxLength: 4 }),
  object: fc.dictionary(fc.string({ minLength: 1 }), tie("any"), { maxKeys: 4, noNullPrototype: true }),
})).any;

describe("a packed value", () => {
  it("is the value, and still is after the next one was packed", () => {
    const pack = makePacker(2);
    fc.assert(
      fc.property(value, value, (first, second) => {
        const [packed, next] = [pack(first), pack(second)];
        expect(packed).toEqual(first);
        expect(next).toEqual(second);
      }),
      { numRuns: 500, seed: 11 },
    );
  });

  it("has its arrays in memory that threads share, and none of them where another lies", () => {
    const [a, b] = makePacker(2)([Uint8Array.of(1, 2, 3), Float64Array.of(0.5)] as const);
    expect([a.buffer, a.byteOffset, b.byteOffset]).toEqual([b.buffer, 0, 8]);
    expect(a.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it("lies where the one lay that was packed two before it", () => {
    const pack = makePacker(2);
    const places = [1, 2, 3, 4].map((byte) => pack(Uint8Array.of(byte)).buffer);
    expect(places[2]).toBe(places[0]);
    expect(places[3]).toBe(places[1]);
    expect(places[1]).not.toBe(places[0]);
  });
});
