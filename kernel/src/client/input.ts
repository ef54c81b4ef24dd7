import type { Cells } from "../output/index.js";
import type { Content } from "../protocol/index.js";

/** Asks the client for lines, on behalf of the cell that runs; the last question gets the next answer. */
export class Input {
  #answered: (value: string) => void = () => {};

  /** @param send sends the question to the client that the running cell came from */
  constructor(
    private readonly cells: Cells,
    private readonly send: (question: Content) => void,
  ) {}

  async ask(prompt = "", { password = false }: InputOptions = {}): Promise<string> {
    const cell = this.cells.current;
    if (!cell?.canAsk) throw new Error("input: the client cannot be asked (allow_stdin is false)");
    if (cell.ended) throw new Error("input: the cell that asks has ended");
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      cell.abort.signal.addEventListener("abort", () => reject(new Error("input: its cell was stopped")));
      this.send({ prompt, password });
    });
  }

  answer(value: string): void {
    this.#answered(value);
    this.#answered = () => {};
  }
}
