/** Where the focus goes when what has it goes: to the card around it, and where that goes too, to what holds all cards. */
export function keepFocus(main: HTMLElement): () => void {
  let last: Element | null = null;
  let card: HTMLElement | null = null;
  const note = ({ target }: FocusEvent): void => {
    last = target as Element;
    card = last.closest(".card");
  };
  const watch = new MutationObserver(() => {
    // Somebody else may have taken it by now, as a form does that opens.
    if (!card || last?.isConnected || document.activeElement !== document.body) return;
    const heir = card.isConnected ? card : main;
    heir.tabIndex = -1;
    heir.focus({ preventScroll: true });
  });
  main.addEventListener("focusin", note);
  watch.observe(main, { childList: true, subtree: true });
  return () => {
    main.removeEventListener("focusin", note);
    watch.disconnect();
  };
}
