// Loads the libraries that the pipeline loads, and does nothing with them: what a build takes at least.
await Promise.all([
  import("@resvg/resvg-wasm"),
  import("ajv/dist/2020.js"),
  import("ajv-formats"),
  import("apache-arrow"),
  import("commander"),
  import("csv-parse/sync"),
  import("csv-stringify/sync"),
  import("d3-geo"),
  import("d3-scale"),
  import("eta"),
  import("minisearch"),
  import("p-limit"),
  import("parquet-wasm"),
  import("topojson-client"),
]);
