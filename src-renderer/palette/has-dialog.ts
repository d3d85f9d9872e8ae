// Is a dialog open already? Nothing of the palette goes over it.

export const hasDialog = () => document.querySelector('[role=dialog], [role=alertdialog]') !== null
