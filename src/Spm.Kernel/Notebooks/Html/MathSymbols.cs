namespace Spm.Kernel.Notebooks.Html;

/// <summary>LaTeX commands that stand for one character or one word.</summary>
internal static class MathSymbols
{
    /// <summary>Letters, set as identifiers: <c>\alpha</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Letters = Pairs("""
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ
        omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ degree ° imath ı jmath ȷ wp ℘ AA Å
        """);

    /// <summary>Operators, relations and punctuation: <c>\times</c>.</summary>
    public static readonly IReadOnlyDictionary<string, string> Operators = Pairs("""
        times × cdot ⋅ div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ otimes ⊗ odot ⊙ dagger †
        leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ doteq ≐ lesssim ≲ gtrsim ≳
        in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ wedge ∧ vee ∨
        to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓ longrightarrow ⟶
        ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ colon : mid ∣ parallel ∥ perp ⟂ angle ∠ prime ′ backslash \
        langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ lvert | rvert | vert | lVert ‖ rVert ‖ Vert ‖ | ‖ lbrace { rbrace } lbrack [ rbrack ]
        { { } } % % $ $ _ _ # # & &
        """);

    /// <summary>Large operators whose scripts stand above and below in display style.</summary>
    public static readonly IReadOnlyDictionary<string, string> Large = Pairs("sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂");

    /// <summary>Integrals, whose scripts stand beside them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Integrals = Pairs("int ∫ iint ∬ iiint ∭ oint ∮");

    /// <summary>Functions set upright; those in <see cref="WithLimits"/> take a condition below.</summary>
    public static readonly IReadOnlySet<string> Functions = new HashSet<string>(
        "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp log ln lg det dim ker deg arg gcd erf Pr max min sup inf lim limsup liminf argmax argmin".Split(' '));

    /// <summary>Functions with a condition below.</summary>
    public static readonly IReadOnlySet<string> WithLimits = new HashSet<string>("max min sup inf lim limsup liminf argmax argmin det gcd Pr".Split(' '));

    /// <summary>Accents above (and one below) their argument.</summary>
    public static readonly IReadOnlyDictionary<string, string> Accents = Pairs("""
        hat ^ widehat ^ bar ¯ overline ¯ vec → overrightarrow → dot ˙ ddot ¨ tilde ~ widetilde ~ check ˇ breve ˘ underline _ overbrace ⏞ underbrace ⏟
        """);

    /// <summary>Spaces, as widths.</summary>
    public static readonly IReadOnlyDictionary<string, string> Spaces = Pairs(", 0.17em : 0.22em > 0.22em ; 0.28em ! -0.17em quad 1em qquad 2em enspace 0.5em thinspace 0.17em");

    /// <summary>Commands that change only how TeX sets a line; nothing is shown for them.</summary>
    public static readonly IReadOnlySet<string> Silent = new HashSet<string>(
        "displaystyle textstyle scriptstyle limits nolimits nonumber notag big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle hline rm it".Split(' '));

    private static Dictionary<string, string> Pairs(string words)
    {
        var split = words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return split.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
    }
}
