// Colours for code: comments, strings, numbers, words of the language. Text is only ever cut into pieces, never parsed as HTML.
(() => {
  "use strict";
  const words = {
    c: "abstract as async await bool boolean break case catch class const continue data def default defer delete do else enum export extends false final finally fn for foreach from fun func function go if impl implements import in instanceof int interface let match mod mut namespace new nil null object of override package print private protected pub public readonly return self static string struct super switch this throw throws trait true try type typeof use using val var void when where while with yield",
    script: "False None True and as assert async await begin break class continue def del do done elif else elsif end except export fi finally for from function if import in is lambda module nil not null or pass puts raise require rescue return self then true false try until unless while with yield",
  };
  const scripts = new Set(["bash", "sh", "python", "ruby", "yaml", "powershell", "toml"]);
  const strings = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`(?:\\[^]|[^`\\])*`/.source;
  const shellStrings = /"(?:\\[^]|[^"\\])*"|'[^']*'/.source;
  const rest = String.raw`(?<number>\b\d[\w.]*)|(?<word>(?<![\w-])[A-Za-z_]\w*(?![\w-]))`;
  const ruleOf = (language) => {
    const isScript = scripts.has(language);
    const comment = isScript ? /(?<![^\s])#[^\n]*/.source : /(?<!:)\/\/[^\n]*|\/\*[^]*?\*\//.source;
    const isShell = language === "bash" || language === "sh";
    const text = `(?<string>${isShell ? shellStrings : strings})`;
    const pattern = language === "json" ? `${text}|${rest}` : `(?<comment>${comment})|${text}|${rest}`;
    return { pattern: new RegExp(pattern, "g"), words: new Set(words[isScript ? "script" : "c"].split(" ")) };
  };
  const longest = 60000;

  const colour = (code) => {
    const language = code.className.replace("language-", "");
    const text = code.textContent;
    if (!language || language === "text" || text.length > longest) return;
    const rule = ruleOf(language);
    const pieces = document.createDocumentFragment();
    let position = 0;
    for (const match of text.matchAll(rule.pattern)) {
      const [kind, found] = Object.entries(match.groups).find(([, value]) => value !== undefined);
      if (kind === "word" && !rule.words.has(found)) continue;
      pieces.append(text.slice(position, match.index));
      const piece = document.createElement("span");
      const isKey = language === "json" && kind === "string" && /^\s*:/.test(text.slice(match.index + found.length, match.index + found.length + 3));
      piece.className = isKey ? "hl-key" : `hl-${kind}`;
      piece.textContent = found;
      pieces.append(piece);
      position = match.index + found.length;
    }
    pieces.append(text.slice(position));
    code.replaceChildren(pieces);
  };

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      colour(entry.target);
    }
  }, { rootMargin: "300px" });
  document.querySelectorAll("pre > code[class^=language-]").forEach((code) => seen.observe(code));
})();
