/** One thing in several forms, by MIME type; the client picks the richest that it can show. */
export type MimeBundle = Record<string, unknown>;
