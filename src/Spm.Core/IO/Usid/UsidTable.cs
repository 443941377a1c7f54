using Spm.Core.Data;

namespace Spm.Core.IO.Usid;

/// <summary>A pair of USID ancillary datasets: which index and which value each dimension has at each item (position or step).</summary>
/// <param name="Kind">Positions are spatial, steps spectroscopic.</param>
/// <param name="Count">Number of items.</param>
/// <param name="Labels">Name of each dimension, in the writer's order.</param>
/// <param name="Units">Unit of each dimension.</param>
/// <param name="Indices">[dimension][item].</param>
/// <param name="Values">[dimension][item], in the dimension's unit.</param>
internal sealed record UsidTable(DimensionKind Kind, int Count, string[] Labels, string[] Units, double[][] Indices, double[][] Values);
