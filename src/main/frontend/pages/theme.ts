// Loaded as a classic script that blocks the first paint, so that a chosen theme never flashes the other one. It imports nothing
// and is kept to this.
try {
  const theme = localStorage.getItem("parlor.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset["theme"] = theme;
  }
} catch {
  // Storage can be forbidden; then the system's theme it is.
}
