namespace Spm.Core.Fitting.Gradients;

/// <summary>One step of a formula: an operation on earlier steps, or a constant by its bits.</summary>
internal readonly record struct FormulaNode(FormulaOperation Operation, int A, int B, int C, long Bits);

/// <summary>A formula as a list of steps, each of which uses earlier ones; equal steps are kept once.</summary>
internal sealed class Formula
{
    /// <summary>Stands for an operand that there is not.</summary>
    public const int None = -1;

    private readonly List<FormulaNode> _nodes = [];
    private readonly Dictionary<FormulaNode, int> _known = [];

    public IReadOnlyList<FormulaNode> Nodes => _nodes;

    public FormulaNumber Variable(int index) => Input(FormulaOperation.Variable, index);

    public FormulaNumber Parameter(int index) => Input(FormulaOperation.Parameter, index);

    /// <summary>Operands of a node.</summary>
    public static IEnumerable<int> Operands(FormulaNode node)
    {
        if (node.Operation is FormulaOperation.Variable or FormulaOperation.Parameter) yield break;
        if (node.A != None) yield return node.A;
        if (node.B != None) yield return node.B;
        if (node.C != None) yield return node.C;
    }

    /// <summary>Index of a constant's node.</summary>
    public int Constant(double value) => Add(new(FormulaOperation.Constant, None, None, None, BitConverter.DoubleToInt64Bits(value)));

    /// <summary>Index of the node, a new one when there is none yet.</summary>
    public int Add(FormulaNode node)
    {
        if (node.Operation is FormulaOperation.Add or FormulaOperation.Multiply && node.A > node.B) node = node with { A = node.B, B = node.A };
        if (_known.TryGetValue(node, out var index)) return index;
        _nodes.Add(node);
        return _known[node] = _nodes.Count - 1;
    }

    /// <summary>A node as a number.</summary>
    public FormulaNumber Number(int index) =>
        _nodes[index].Operation == FormulaOperation.Constant ? BitConverter.Int64BitsToDouble(_nodes[index].Bits) : new FormulaNumber(this, index);

    /// <summary>For each node, whether any of the results needs it.</summary>
    public bool[] NeededBy(IEnumerable<int> results)
    {
        var needed = new bool[_nodes.Count];
        foreach (var result in results)
            if (result != None) needed[result] = true;
        for (var i = _nodes.Count - 1; i >= 0; i--)
            if (needed[i])
                foreach (var operand in Operands(_nodes[i])) needed[operand] = true;
        return needed;
    }

    private FormulaNumber Input(FormulaOperation operation, int index) => new(this, Add(new(operation, index, None, None, 0)));
}
