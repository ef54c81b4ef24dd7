/** A cell that ran: the session's number, the cell's number in it, its code, and its result's text if it had one. */
export type HistoryEntry = [session: number, line: number, code: string, result: string | null];
