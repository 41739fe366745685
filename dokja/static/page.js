// The page's language follows the address, also when it changes without a reload.
(() => {
  const follow = () => {
    const language = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "ko";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...args) { original.apply(this, args); follow(); };
  }
  addEventListener("popstate", follow);
  follow();
})();
