// What a page does by itself: theme, navigation on small screens, tabs that remember their language, copy buttons.
(() => {
  "use strict";
  const store = window["specloom:store"];
  const setTheme = window["specloom:theme"];
  const root = document.documentElement;

  const made = (tag, attributes, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };

  const themeSwitch = document.querySelector("[data-theme-switch]");
  const showTheme = () => themeSwitch.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  themeSwitch.addEventListener("click", () => {
    setTheme(root.dataset.theme === "dark" ? "light" : "dark");
    showTheme();
  });
  showTheme();

  const menu = document.querySelector("[data-menu]");
  const navigation = document.querySelector("nav.navigation");
  const showMenu = (isOpen) => {
    menu.setAttribute("aria-expanded", String(isOpen));
    navigation.classList.toggle("shown", isOpen);
  };
  menu.addEventListener("click", () => showMenu(menu.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && navigation.classList.contains("shown")) {
      showMenu(false);
      menu.focus();
    }
  });
  const current = navigation.querySelector("[aria-current]");
  if (current) navigation.scrollTop = current.offsetTop - navigation.clientHeight / 3;

  const language = "specloom:language";
  const groups = [];
  const choose = (label, among = groups) => {
    for (const group of among) {
      const chosen = group.tabs.find((tab) => tab.panel.dataset.label === label);
      if (!chosen) continue;
      for (const tab of group.tabs) {
        const isChosen = tab === chosen;
        tab.button.setAttribute("aria-selected", String(isChosen));
        tab.button.tabIndex = isChosen ? 0 : -1;
        tab.panel.hidden = !isChosen;
      }
    }
  };
  const chosenByReader = (button) => {
    const before = button.getBoundingClientRect().top;
    choose(button.textContent);
    store.write(language, button.textContent);
    scrollBy(0, button.getBoundingClientRect().top - before);
  };
  const stepped = { ArrowRight: 1, ArrowLeft: -1 };
  document.querySelectorAll(".tabs").forEach((element, number) => {
    const list = made("div", { role: "tablist", "aria-label": "Language" });
    const tabs = [...element.children].map((panel, place) => {
      const id = `site:tab-${number}-${place}`;
      const button = made("button", { type: "button", role: "tab", id, "aria-controls": `${id}:panel` }, panel.dataset.label);
      panel.id = `${id}:panel`;
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", id);
      button.addEventListener("click", () => chosenByReader(button));
      list.append(button);
      return { button, panel };
    });
    list.addEventListener("keydown", (event) => {
      const step = stepped[event.key];
      if (!step) return;
      const place = tabs.findIndex((tab) => tab.button === document.activeElement);
      const { button } = tabs[(place + step + tabs.length) % tabs.length];
      event.preventDefault();
      chosenByReader(button);
      button.focus();
    });
    element.prepend(list);
    element.classList.add("live");
    groups.push({ tabs });
    choose(tabs[0].panel.dataset.label, groups.slice(-1));
  });
  choose(store.read(language));

  const copied = async (text) => {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    const area = made("textarea", { readonly: "", "aria-hidden": "true", class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    if (!isDone) throw new Error("the browser does not let this page copy");
  };
  document.querySelectorAll(".code").forEach((block) => {
    const button = made("button", { type: "button", class: "copy", "aria-label": "Copy" }, "Copy");
    const said = (word) => {
      button.textContent = word;
      button.setAttribute("aria-label", word);
      setTimeout(() => {
        button.textContent = "Copy";
        button.setAttribute("aria-label", "Copy");
      }, 2000);
    };
    button.addEventListener("click", () => {
      copied(block.querySelector("code").textContent).then(
        () => said("Copied"),
        () => said("Failed"),
      );
    });
    block.append(button);
  });

  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let isFolded = false;
    for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) {
      isFolded ||= !folded.open;
      folded.open = true;
    }
    if (isFolded) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
