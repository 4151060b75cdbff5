// Light or dark, where somebody chose one over what their system says, and how close rows stand. It is no module, so
// that it is known before the first thing is painted.
try {
  const { theme, density } = JSON.parse(localStorage.getItem('sitrep') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (density === 'compact') document.documentElement.dataset.density = density;
} catch {
  // A browser that keeps nothing, or something that is not ours: then the system decides.
}
