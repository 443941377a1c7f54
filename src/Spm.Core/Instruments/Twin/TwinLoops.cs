namespace Spm.Core.Instruments.Twin;

/// <summary>Drives one pixel through its bias waveform and notes what the tip senses.</summary>
internal static class TwinLoops
{
    /// <summary>
    /// Drives preparation and recorded cycles at the tip's place. The truth of pixel <paramref name="pixel"/> is written to
    /// <paramref name="truth"/>, spectra in the order (cycle, field, step), out-of-field before in-field where there are both.
    /// </summary>
    public static void Drive(TwinMicroscope microscope, LoopRequest request, double[] biasesV, TwinMeasurement truth, int pixel)
    {
        var contact = microscope.Touch(request.MaxBiasV);
        var surface = microscope.Surface;
        var (steps, fields) = (biasesV.Length, request.FieldCount);
        var previous = (BiasV: 0.0, Polarization: microscope.SensePolarization());
        truth.PolarizationBefore[pixel] = previous.Polarization;
        truth.HeightM[pixel] = surface.HeightM;
        for (var cycle = -request.PreparationCycles; cycle < request.Cycles; cycle++)
        {
            for (var step = 0; step < steps; step++)
            {
                var spectrum = (pixel * request.Cycles + cycle) * fields * steps + step;
                microscope.Pulse(contact, biasesV[step]);
                if (cycle >= 0 && request.Field != LoopField.OffField) Note(spectrum + (fields - 1) * steps, microscope.SensePolarization());
                microscope.Pulse(contact, 0);
                var offField = microscope.SensePolarization();
                if (cycle == request.Cycles - 1) NoteCoercive(truth, pixel, previous, (biasesV[step], offField));
                previous = (biasesV[step], offField);
                if (cycle >= 0 && request.Field != LoopField.InField) Note(spectrum, offField);
            }
        }

        void Note(int spectrum, double polarization) => truth.Note(spectrum, microscope.Excite(surface, polarization, request.AcAmplitudeV), polarization, microscope.BiasV - surface.ContactPotentialV);
    }

    /// <summary>Keeps the first sign change on each branch, interpolated linearly between two steps.</summary>
    private static void NoteCoercive(TwinMeasurement truth, int pixel, (double BiasV, double Polarization) from, (double BiasV, double Polarization) to)
    {
        if (from.Polarization < 0 == to.Polarization < 0) return;
        var crossing = from.BiasV + (to.BiasV - from.BiasV) * from.Polarization / (from.Polarization - to.Polarization);
        var (rising, up) = (to.BiasV > from.BiasV, to.Polarization >= 0);
        if (rising && up && double.IsNaN(truth.CoercivePlusV[pixel])) truth.CoercivePlusV[pixel] = crossing;
        if (!rising && !up && double.IsNaN(truth.CoerciveMinusV[pixel])) truth.CoerciveMinusV[pixel] = crossing;
    }
}
