// Before anything is drawn: the theme that the reader chose, or what the system says.
(() => {
  "use strict";
  const key = "specloom:theme";
  const store = {
    read: (name) => {
      try {
        return localStorage.getItem(name);
      } catch {
        return null;
      }
    },
    write: (name, value) => {
      try {
        localStorage.setItem(name, value);
      } catch {
        // A browser that keeps nothing of pages from the disk: the choice lasts as long as the page.
      }
    },
  };
  const isDark = () => (store.read(key) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  window["specloom:store"] = store;
  window["specloom:theme"] = (theme) => {
    document.documentElement.dataset.theme = theme;
    store.write(key, theme);
  };
})();
