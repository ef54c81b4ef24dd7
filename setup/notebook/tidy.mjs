/**
 * Streams as a terminal would leave them: pieces joined, and of a progress line its last state. What papermill notes
 * down about its own run, paths of this machine with it, is left out.
 */
export function tidy(notebook) {
  delete notebook.metadata.papermill;
  for (const cell of notebook.cells) {
    delete cell.metadata.papermill;
    if (cell.outputs === undefined) continue;
    const outputs = [];
    for (const output of cell.outputs) {
      const previous = outputs.at(-1);
      if (output.output_type === "stream" && previous?.name === output.name) previous.text += textOf(output);
      else outputs.push(output.output_type === "stream" ? { ...output, text: textOf(output) } : output);
    }
    for (const output of outputs) {
      if (output.output_type === "stream") output.text = output.text.replace(/[^\n]*\r(?!\n)/g, "");
    }
    cell.outputs = outputs;
  }
  return notebook;
}

function textOf(output) {
  return [output.text].flat().join("");
}
