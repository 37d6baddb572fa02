// A text made to be copied is selected whole when it is entered; Ctrl+A does the same without this.
export function selectWhole(root) {
  root.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea[data-select-all]")) event.target.select();
  });
}
