import { AppFrame, closeMenu } from "./frame/appFrame";
import { part, settings } from "./frame/settings";

part("menu-button").addEventListener("click", () => {
  const open = document.body.classList.toggle("menu-open");
  part("menu-button").setAttribute("aria-expanded", String(open));
});
part("menu-shade").addEventListener("click", closeMenu);
addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
});

part("language").addEventListener("change", (event) => {
  if (!(event.target instanceof HTMLSelectElement)) return;
  const url = new URL(location.href);
  url.searchParams.set("locale", event.target.value);
  location.assign(url);
});

if (settings) new AppFrame(settings);
