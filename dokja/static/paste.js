// A text field that hands over the clipboard's HTML where that holds a table; else it is a plain text field.
export default function ({ parentElement, data, setStateValue }) {
  const box = parentElement.querySelector("textarea");
  parentElement.querySelector("label").textContent = data.label;
  parentElement.querySelector("p").textContent = data.help;
  const tell = (html) => setStateValue("pasted", { text: box.value, html });
  box.onpaste = (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!/<table[\s>]/i.test(html)) {
      setTimeout(() => tell(""), 0);
      return;
    }
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    box.value = plain || new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
    box.dataset.rich = box.value;
    tell(html);
  };
  box.onchange = () => {
    if (box.value && box.value === box.dataset.rich) return;
    delete box.dataset.rich;
    tell("");
  };
}
