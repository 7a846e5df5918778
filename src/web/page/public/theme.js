// Before anything is painted: the theme that was chosen here, so that nothing flashes.
try {
  const theme = localStorage.getItem('shipmate.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's theme stands.
}
