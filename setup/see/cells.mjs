/** Cells that are run in JupyterLab, by its own button. */

/** Milliseconds; a machine that is busy with something else is slow to start a kernel. */
const PATIENCE = 300_000;

/** A notebook of code cells for this kernel. */
export function notebookOf(sources) {
  const kernelspec = { display_name: "TypeScript (Momenta)", language: "typescript", name: "momenta" };
  const cell = (source, index) => ({
    cell_type: "code",
    execution_count: null,
    id: `cell-${index}`,
    metadata: {},
    outputs: [],
    source,
  });
  return { cells: sources.map(cell), metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
}

/** Starts a cell. */
export async function startCell(page, cell) {
  const cells = await page.$$(".jp-Notebook .jp-Cell");
  const prompt = await cells[cell].$(".jp-InputPrompt");
  await prompt.click();
  await page.click('[data-command="notebook:run-cell-and-select-next"]');
}

/** Runs a cell to its end. */
export async function runCell(page, cell) {
  await startCell(page, cell);
  await page.waitForFunction(hasEnded, { timeout: PATIENCE }, cell);
}

// In the page.
function hasEnded(cell) {
  return /\[\d+\]/.test(
    document.querySelectorAll(".jp-Notebook .jp-Cell")[cell].querySelector(".jp-InputPrompt").textContent,
  );
}
