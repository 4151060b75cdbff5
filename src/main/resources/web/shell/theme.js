// Light or dark, where somebody chose one over what their system says. It is no module, so that it is known before the
// first thing is painted.
try {
  const { theme } = JSON.parse(localStorage.getItem('sitrep') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing, or something that is not ours: then the system decides.
}
