/** The files a report can hang on a mail as, in the order in which they do. */
export const FILE_FORMATS = ["xlsx", "pdf", "csv"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
