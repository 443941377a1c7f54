using System.Reflection;

namespace Spm.Kernel.Scripting;

/// <summary>A variable that a cell declared: a field of the submission's object.</summary>
internal sealed class SubmissionVariable(FieldInfo variable, object submission)
{
    public string Name => variable.Name;

    /// <summary>The type it was declared with.</summary>
    public Type Type => variable.FieldType;

    public object? Value => variable.GetValue(submission);

    /// <summary>The variables of one submission, in the order of their declaration.</summary>
    public static IEnumerable<SubmissionVariable> Of(object submission) =>
        submission.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public)
            .Where(f => char.IsLetter(f.Name[0]) || f.Name[0] == '_')
            .Select(f => new SubmissionVariable(f, submission));
}
