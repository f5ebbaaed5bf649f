/**
 * Look of the pages for readers without access to the shop: light and dark, desk, phone and paper. Without signs of markup, which
 * would be written as entities, so that its digest is that of the page's style element.
 */
export const SHARED_STYLE = `
:root { color-scheme: light dark; --ink: #1f2933; --quiet: #52606d; --line: #e1e6eb; --ground: #f1f3f5; --sheet: #fff; --box: #f4f6f8; --accent: #1667a7; --good: #0b6e52; --bad: #a8261d; --warn: #fff1cc; --warn-ink: #4d3800; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9edf1; --quiet: #a9b4bf; --line: #363e47; --ground: #14181c; --sheet: #1d2227; --box: #272d34; --accent: #7fc0f0; --good: #6fd6b3; --bad: #ff9d94; --warn: #4a3a10; --warn-ink: #ffe9b0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, Hiragino Sans, Noto Sans CJK JP, PingFang SC, Microsoft YaHei, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
main.narrow { max-width: 32rem; padding-top: 15vh; }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; margin-bottom: 1rem; font-size: .8125rem; color: var(--quiet); }
.bar nav { display: flex; flex-wrap: wrap; gap: 0 .25rem; }
.bar nav a, .bar nav strong { padding: .25rem .375rem; }
header, section { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem 1.75rem; margin-bottom: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: .25rem 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1875rem; line-height: 1.35; margin: 0 0 .5rem; }
h2 small { font-size: .8125rem; font-weight: 400; color: var(--quiet); }
h3 { font-size: .875rem; margin: 1rem 0 .25rem; }
p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: .8125rem; margin: .375rem 0 0; }
.own { white-space: pre-line; margin: .875rem 0 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--accent); }
.banner { background: var(--warn); color: var(--warn-ink); border-radius: 8px; padding: .625rem .75rem; font-size: .875rem; margin: .875rem 0 0; }
a { color: var(--accent); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .5rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.cards li { background: var(--box); border-radius: 8px; padding: .625rem .75rem; font-size: .8125rem; color: var(--quiet); }
.cards b { display: block; font-size: 1.3125rem; line-height: 1.4; color: var(--ink); overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.cards span { display: block; font-weight: 700; }
.cards span.more { font-weight: 400; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.picture { display: block; width: 100%; max-width: 44rem; height: auto; margin: 0 auto 1rem; padding: .375rem; border-radius: 6px; background: #fff; }
section.scroll { overflow-x: auto; margin: .75rem 0 0; padding: 0; border: 0; border-radius: 0; }
table { border-collapse: collapse; width: 100%; font-size: .8125rem; line-height: 1.4; }
th, td { text-align: start; vertical-align: top; padding: .375rem 0 .375rem .75rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th { vertical-align: bottom; font-weight: 600; color: var(--quiet); word-break: keep-all; }
th:first-child, td:first-child { padding-inline-start: 0; }
.end { text-align: end; white-space: nowrap; }
th.end { white-space: normal; }
td:first-child:not(.long) { white-space: nowrap; padding-inline-end: .5rem; }
.long { overflow-wrap: anywhere; min-width: 9rem; }
tr.strong td { font-weight: 700; }
tr.quiet td { color: var(--quiet); }
.files { display: flex; flex-wrap: wrap; gap: .375rem .5rem; margin: 0; padding: 0; list-style: none; }
.files a { display: inline-block; padding: .375rem .75rem; border: 1px solid var(--line); border-radius: 8px; text-decoration: none; font-size: .875rem; }
details { margin-top: .625rem; }
summary { cursor: pointer; font-size: .875rem; color: var(--accent); margin-bottom: .5rem; }
.files a:hover { background: var(--box); }
dl { margin: 0; font-size: .8125rem; color: var(--quiet); }
dt { font-weight: 700; }
dd { margin: 0 0 .5rem; }
@media (max-width: 480px) {
  header, section { padding: 1.125rem 1rem; }
  section.scroll { padding: 0; }
  .cards { grid-template-columns: 1fr 1fr; }
  .cards b { font-size: 1.0625rem; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --line: #bbb; --ground: #fff; --sheet: #fff; --box: #fff; --good: #000; --bad: #000; --warn: #fff; --warn-ink: #000; }
  @page { margin: 14mm; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .bar nav, .files, .downloads { display: none; }
  header, section { border: 0; border-radius: 0; padding: 0; margin: 0 0 8mm; }
  .cards li, .banner { border: 1px solid var(--line); }
  .cards li, .picture, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  section.scroll { overflow: visible; margin: 0; }
  thead { display: table-header-group; }
}
`;
