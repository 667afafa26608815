// In which letters drawings are set, said without loading what rasterises them.

/** Their family, in weights 400 and 600. */
export const family = "Source Sans 3";
