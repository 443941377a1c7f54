namespace Spm.Kernel.Notebooks.Html;

/// <summary>The style sheet of a report: system fonts, a text column of comfortable width, dark where the reader's system is dark, plain on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root {
          --paper: #fff; --ink: #1f2328; --soft: #5c6570; --line: #d9dee4; --panel: #f6f8fa; --link: #0b61a4;
          --bad: #b3261e; --bad-panel: #fdf1f0; --bad-line: #efb8b4; --wrong: #fbd9d6; --warn-panel: #fff8e6;
          --k: #8250a8; --s: #0a6b4f; --c: #6a737d; --n: #0b61a4; --t: #1b6d85; --f: #7a4b00; --m: #b3261e; --o: #7a4b00;
          --ansi-0: #24292f; --ansi-1: #b3261e; --ansi-2: #1a7f37; --ansi-3: #8a6100; --ansi-4: #0b61a4; --ansi-5: #8250a8; --ansi-6: #1b6d85; --ansi-7: #6e7781;
          --ansi-8: #57606a; --ansi-9: #d1342b; --ansi-10: #2da44e; --ansi-11: #a87800; --ansi-12: #218bff; --ansi-13: #a475f9; --ansi-14: #3192aa; --ansi-15: #8c959f;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #15181c; --ink: #e3e6ea; --soft: #9aa4af; --line: #343b44; --panel: #1d2228; --link: #6cb6ff;
            --bad: #ff8a80; --bad-panel: #2b1b1c; --bad-line: #6b3634; --wrong: #57292a; --warn-panel: #2b2614;
            --k: #d2a8ff; --s: #7ee2b0; --c: #8b949e; --n: #79c0ff; --t: #7fd4e8; --f: #e8c07d; --m: #ff9c93; --o: #e8c07d;
            --ansi-0: #6e7681; --ansi-1: #ff7b72; --ansi-2: #56d364; --ansi-3: #e3b341; --ansi-4: #79c0ff; --ansi-5: #d2a8ff; --ansi-6: #76e3ea; --ansi-7: #c9d1d9;
            --ansi-8: #8b949e; --ansi-9: #ffa198; --ansi-10: #7ee787; --ansi-11: #f2cc60; --ansi-12: #a5d6ff; --ansi-13: #e2c5ff; --ansi-14: #b3f0ff; --ansi-15: #f0f6fc;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
        main { max-width: 58rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
        a { color: var(--link); text-underline-offset: .15em; }
        h1, h2, h3, h4 { line-height: 1.25; margin: 1.8em 0 .6em; text-wrap: balance; }
        h1 { font-size: 2rem; margin-top: .8em; } h2 { font-size: 1.45rem; padding-bottom: .25em; border-bottom: 1px solid var(--line); } h3 { font-size: 1.17rem; }
        p, ul, ol, dl, blockquote { margin: .7em 0; }
        section.markdown > p, section.markdown > ul, section.markdown > ol, section.markdown > blockquote { max-width: 46rem; }
        blockquote { border-left: 3px solid var(--line); padding-left: 1em; color: var(--soft); margin-left: 0; }
        img, svg { max-width: 100%; } img { height: auto; }
        code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .875em; }
        :not(pre) > code { background: var(--panel); border: 1px solid var(--line); border-radius: 4px; padding: .05em .3em; }
        pre { line-height: 1.5; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
        pre code { font-size: inherit; }
        .markdown pre.code { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .7em .9em; margin: .8em 0; }
        table { border-collapse: collapse; margin: .8em 0; font-size: .93em; font-variant-numeric: tabular-nums; }
        th, td { border-bottom: 1px solid var(--line); padding: .3em .75em; text-align: left; vertical-align: top; }
        th { border-bottom-width: 2px; font-weight: 600; }
        hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
        header { border-bottom: 1px solid var(--line); padding-bottom: .9rem; margin-bottom: 1.2rem; }
        header h1 { margin: 0 0 .4em; }
        .facts { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: 0; font-size: .86rem; color: var(--soft); }
        .facts div { display: flex; gap: .45em; } .facts dt::after { content: ":"; } .facts dd { margin: 0; color: var(--ink); }
        .banner { margin: .9rem 0 0; padding: .6em .9em; background: var(--bad-panel); border: 1px solid var(--bad-line); border-radius: 6px; }
        .banner a { color: var(--bad); font-weight: 600; }
        nav { font-size: .86rem; line-height: 1.4; }
        nav p { font-weight: 600; margin: 0 0 .5em; color: var(--soft); }
        nav ol { list-style: none; margin: 0; padding: 0; } nav li { margin: .35em 0; } nav a { color: inherit; text-decoration: none; } nav a:hover { text-decoration: underline; }
        nav .level-1 { padding-left: .9em; } nav .level-2 { padding-left: 1.8em; color: var(--soft); }
        .cell { margin: 1.1rem 0; }
        .input { position: relative; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; }
        .input > pre { padding: .65em .9em; }
        .input summary { padding: .3em .9em; cursor: pointer; color: var(--soft); font-size: .86rem; }
        .count { position: absolute; right: 100%; top: .75em; margin-right: .6em; color: var(--soft); font: .75rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap; }
        .outputs { padding: .15rem 0 .1rem; }
        .out { margin: .55rem 0 0; overflow-x: auto; }
        .out.text { padding: .1em .9em; max-height: 32rem; overflow-y: auto; }
        .stderr { background: var(--warn-panel); border-radius: 6px; padding: .5em .9em !important; }
        .out.picture > * { display: block; } .out.html { padding: 0 .1rem; }
        .out.html table { margin: .3em 0; }
        .error { border: 1px solid var(--bad-line); border-left: 4px solid var(--bad); background: var(--bad-panel); border-radius: 6px; padding: .55em .9em .7em; }
        .error-head { margin: 0 0 .25em; color: var(--bad); } .error-head span { margin-left: .6em; color: var(--soft); font-size: .86rem; }
        .error details { margin-top: .5em; } .error summary { cursor: pointer; color: var(--soft); font-size: .86rem; margin-bottom: .2em; }
        .failed .input { border-color: var(--bad-line); }
        .numbered .line { display: block; padding-left: 2.6em; text-indent: -2.6em; } .numbered .line::before { content: attr(data-line); display: inline-block; width: 1.6em; margin-right: 1em; text-indent: 0; text-align: right; color: var(--soft); }
        .numbered .wrong { background: var(--wrong); margin: 0 -.9em; padding-left: 3.5em; padding-right: .9em; } .numbered .wrong::before { color: var(--bad); font-weight: 700; }
        .raw pre { color: var(--soft); padding: .5em .9em; }
        .k { color: var(--k); } .s { color: var(--s); } .c { color: var(--c); font-style: italic; } .n { color: var(--n); } .t { color: var(--t); } .f { color: var(--f); } .m { color: var(--m); font-weight: 600; } .o { color: var(--o); }
        math { font-size: 1.06em; } .math-block, .latex { margin: 1em 0; overflow-x: auto; overflow-y: hidden; padding: .2em 0; }
        .math-bold { font-weight: 700; } .math-script { font-family: "Latin Modern Math", "STIX Two Math", cursive; } math mtd { padding: .25em .35em; border: 0; }
        .ansi-bold { font-weight: 700; } .ansi-faint { opacity: .7; } .ansi-italic { font-style: italic; } .ansi-underline { text-decoration: underline; }

        """ + Ansi + """
        @media (min-width: 88rem) {
          body { display: grid; grid-template-columns: 17rem minmax(0, 58rem) 1fr; column-gap: 2.5rem; }
          main { grid-column: 2; width: 100%; margin: 0; }
          nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; align-self: start; padding: 2.2rem 0 2rem 1.6rem; }
        }
        @media (max-width: 87.99rem) {
          nav { max-width: 58rem; margin: 1.2rem auto 0; padding: 0 1.25rem; }
          nav ol { columns: 16rem; column-gap: 2rem; }
        }
        @media (max-width: 64rem) { .count { position: static; display: block; margin: 0; padding: .5em 1em 0; line-height: 1; } }
        @media (prefers-color-scheme: dark) {
          .out.picture { background: #fff; border-radius: 6px; padding: .5rem; width: fit-content; max-width: 100%; }
          .out.html iframe { background: #fff; border-radius: 6px; }
        }
        @media print {
          body { font-size: 10.5pt; } main { max-width: none; padding: 0; } nav { display: none; }
          .out.text { max-height: none; overflow: visible; } .input, .error, .banner { break-inside: avoid; } h1, h2, h3 { break-after: avoid; } .picture, img, svg, table { break-inside: avoid; }
          .count { position: static; display: block; margin: 0; padding: .4em 1em 0; } a { color: inherit; }
        }

        """;

    // Sixteen named colours for letters and for what is behind them.
    private const string Ansi = """
        .ansi-fg-0{color:var(--ansi-0)}.ansi-fg-1{color:var(--ansi-1)}.ansi-fg-2{color:var(--ansi-2)}.ansi-fg-3{color:var(--ansi-3)}.ansi-fg-4{color:var(--ansi-4)}.ansi-fg-5{color:var(--ansi-5)}.ansi-fg-6{color:var(--ansi-6)}.ansi-fg-7{color:var(--ansi-7)}
        .ansi-fg-8{color:var(--ansi-8)}.ansi-fg-9{color:var(--ansi-9)}.ansi-fg-10{color:var(--ansi-10)}.ansi-fg-11{color:var(--ansi-11)}.ansi-fg-12{color:var(--ansi-12)}.ansi-fg-13{color:var(--ansi-13)}.ansi-fg-14{color:var(--ansi-14)}.ansi-fg-15{color:var(--ansi-15)}
        .ansi-bg-0{background:#24292f}.ansi-bg-1{background:#b3261e}.ansi-bg-2{background:#1a7f37}.ansi-bg-3{background:#8a6100}.ansi-bg-4{background:#0b61a4}.ansi-bg-5{background:#8250a8}.ansi-bg-6{background:#1b6d85}.ansi-bg-7{background:#afb8c1}
        .ansi-bg-8{background:#57606a}.ansi-bg-9{background:#d1342b}.ansi-bg-10{background:#2da44e}.ansi-bg-11{background:#d4a72c}.ansi-bg-12{background:#218bff}.ansi-bg-13{background:#a475f9}.ansi-bg-14{background:#3192aa}.ansi-bg-15{background:#eaeef2}

        """;
}
