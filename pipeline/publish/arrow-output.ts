// How a table too long to hold is written as Arrow: record batch after record batch, with the same bytes as arrow.ts writes at once.
import { type RecordBatch, RecordBatchStreamWriter } from "apache-arrow";
import type { Table } from "../schema.ts";
import { recordBatch, SchemaFirstFileWriter, schemaMetadata } from "./arrow.ts";
import type { EncodedColumn } from "./arrow-data.ts";
import { arrowSchema, type Shape } from "./arrow-schema.ts";
import { sha256 } from "./fingerprint.ts";
import type { Edition } from "./model.ts";

/** Takes the bytes of a file as they come. */
export interface ByteSink {
  readonly write: (bytes: Uint8Array) => void;
}

/** An Arrow file or stream that grows. */
export interface ArrowOutput {
  readonly add: (columns: readonly EncodedColumn[], rows: number) => void;
  /** Writes what comes last. */
  readonly end: () => ArrowLayout;
}

/** Where the parts of a written Arrow file or stream lie, in bytes. */
export interface ArrowLayout {
  /** Where the record batches begin: before it stand the schema and, in a file, dictionaries. Each next one is where one ends. */
  readonly marks: readonly number[];
  /** Stands in place of the fingerprint, which is known only when all rows are: 64 characters, before the first mark and after the last. */
  readonly placeholder: string;
}

/** An output in one of the two shapes: `dictionaries` is an IPC file, `strings` an IPC stream. */
export function openArrow(edition: Edition, table: Table, shape: Shape, sink: ByteSink): ArrowOutput {
  const placeholder = sha256(`the fingerprint of ${table.name}`);
  const schema = arrowSchema(table, shape, schemaMetadata(edition, table, placeholder));
  const position = { at: 0 };
  const held = holdBytes(sink, position);
  const writer = shape === "dictionaries" ? new FileOutput(held.write) : new StreamOutput(held.write);
  const marks: number[] = [];
  return {
    add: (columns, rows) => {
      const batch = recordBatch(schema, table, columns, rows);
      if (marks.length === 0) marks.push(begin(writer, batch, position));
      writer.write(batch);
      held.flush();
      marks.push(position.at);
    },
    end: () => {
      writer.finish();
      held.flush();
      return { marks, placeholder };
    },
  };
}

/** Writes the schema alone; where it ends. */
function begin(writer: FileOutput | StreamOutput, batch: RecordBatch, position: { readonly at: number }): number {
  writer.reset(undefined, batch.schema);
  return position.at;
}

/** Fewer bytes than these are gathered: the writers give a few at a time. */
const gatheredBelow = 1 << 16;

/** Gives bytes on as they are where there are many, else gathered. What was given holds until it is flushed. */
function holdBytes(sink: ByteSink, position: { at: number }): { write: (bytes: Uint8Array) => void; flush: () => void } {
  let held: Uint8Array[] = [];
  const flush = (): void => {
    if (held.length > 0) sink.write(Buffer.concat(held));
    held = [];
  };
  return {
    write: (bytes) => {
      position.at += bytes.byteLength;
      if (bytes.byteLength < gatheredBelow) held.push(bytes);
      else {
        flush();
        sink.write(bytes);
      }
    },
    flush,
  };
}

type Piece = Uint8Array | Int32Array | Float64Array | ArrayBufferView;

const bytesOf = (piece: Piece): Uint8Array => new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);

class FileOutput extends SchemaFirstFileWriter {
  readonly #take: (bytes: Uint8Array) => void;
  constructor(take: (bytes: Uint8Array) => void) {
    super();
    this.#take = take;
  }
  protected override _write(chunk: Piece): this {
    return writeThrough(this, chunk, this.#take);
  }
}

class StreamOutput extends RecordBatchStreamWriter {
  readonly #take: (bytes: Uint8Array) => void;
  constructor(take: (bytes: Uint8Array) => void) {
    super();
    this.#take = take;
  }
  protected override _write(chunk: Piece): this {
    return writeThrough(this, chunk, this.#take);
  }
}

/** As the writer's own, which keeps all bytes until the end. It counts them, for the footer of a file. */
function writeThrough<Writer extends object>(writer: Writer, chunk: Piece, take: (bytes: Uint8Array) => void): Writer {
  const state = writer as unknown as { _started: boolean; _position: number };
  if (!state._started || chunk.byteLength === 0) return writer;
  take(bytesOf(chunk));
  state._position += chunk.byteLength;
  return writer;
}
