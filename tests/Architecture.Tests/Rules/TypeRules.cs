using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>Rules over compiled types. Each returns what breaks it.</summary>
internal static class TypeRules
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string[] BannedSuffixes =
    [
        "Helper",
        "Helpers",
        "Manager",
        "Util",
        "Utils",
        "Utility",
        "Utilities",
        "Common",
        "Base",
        "Impl",
        "Processor",
        "Info",
        "Data",
    ];

    private static readonly Type[] MutableCollections =
    [
        typeof(List<>),
        typeof(Dictionary<,>),
        typeof(HashSet<>),
        typeof(Queue<>),
        typeof(Stack<>),
        typeof(System.Collections.Concurrent.ConcurrentDictionary<,>),
        typeof(System.Collections.Concurrent.ConcurrentQueue<>),
        typeof(System.Collections.Concurrent.ConcurrentBag<>),
        typeof(ConditionalWeakTable<,>),
        typeof(AsyncLocal<>),
        typeof(ThreadLocal<>),
        typeof(Lazy<>),
    ];

    /// <summary>Written by a person: not by the compiler, not by a source generator.</summary>
    public static bool IsWritten(Type type)
    {
        for (Type? at = type; at is not null; at = at.DeclaringType)
        {
            if (
                at.Name.Contains('<', StringComparison.Ordinal)
                || at.IsDefined(typeof(CompilerGeneratedAttribute), false)
                || at.IsDefined(typeof(GeneratedCodeAttribute), false)
            )
            {
                return false;
            }
        }

        // Top-level statements, and generators that mark nothing, live outside our namespaces.
        return type.Namespace?.StartsWith("Gatehouse", StringComparison.Ordinal) == true;
    }

    public static bool IsClass(Type type) => type.IsClass && !type.IsSubclassOf(typeof(Delegate));

    public static bool IsStatic(Type type) => type.IsAbstract && type.IsSealed;

    public static IReadOnlyList<string> Unsealed(IEnumerable<Type> types) =>
        [.. types.Where(type => IsClass(type) && !type.IsAbstract && !type.IsSealed).Select(type => $"{type} is concrete and not sealed")];

    public static IReadOnlyList<string> BannedNames(IEnumerable<Type> types) =>
        [
            .. types
                .Where(type => EndsInBannedWord(type.Name.Split('`')[0]))
                .Select(type => $"{type} is named for its kind, not for the thing"),
        ];

    public static bool EndsInBannedWord(string name) => BannedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    public static IReadOnlyList<string> StaticState(IEnumerable<Type> types) =>
        [
            .. types
                .SelectMany(type => type.GetFields(Declared))
                .Where(field => field.IsStatic && !field.IsLiteral && (!IsGenerated(field) || PropertyOf(field) is not null))
                .Where(field => !field.IsInitOnly || IsMutableCollection(field.FieldType))
                .Select(field => $"{field.DeclaringType}.{PropertyOf(field) ?? field.Name} is static state"),
        ];

    /// <summary>A cancellation token is last, is called <c>ct</c> and has no default. What another assembly declared is its own business.</summary>
    public static IReadOnlyList<string> LooseTokens(IEnumerable<Type> types) =>
        [
            .. types
                .Where(type => !type.IsSubclassOf(typeof(Delegate)))
                .SelectMany(type => type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
                .Where(method => !IsGenerated(method) && !method.Name.Contains('<', StringComparison.Ordinal) && !IsForeign(method))
                .Select(LooseToken)
                .OfType<string>(),
        ];

    public static double InterfacesPerClass(IReadOnlyCollection<Type> types) =>
        (double)types.Count(type => type.IsInterface) / Math.Max(1, types.Count(type => IsClass(type) && !IsStatic(type)));

    private static string? LooseToken(MethodBase method)
    {
        var parameters = method.GetParameters();
        var tokens = parameters.Where(parameter => parameter.ParameterType == typeof(CancellationToken)).ToList();
        if (tokens.Count == 0)
        {
            return null;
        }

        // A second token, such as the owner's stop, may stand before the caller's.
        var last = parameters[^1];
        return last == tokens[^1] && last.Name == "ct" && !tokens.Exists(token => token.HasDefaultValue)
            ? null
            : $"{method.DeclaringType}.{method.Name}: the last parameter is the token ct, without a default";
    }

    private static bool IsForeign(MethodBase method)
    {
        if (method is not MethodInfo { IsVirtual: true, DeclaringType: { } type } info)
        {
            return false;
        }

        var ours = type.Assembly;
        if (info.GetBaseDefinition().DeclaringType?.Assembly != ours && info.GetBaseDefinition() != info)
        {
            return !IsOurs(info.GetBaseDefinition().DeclaringType!);
        }

        return !type.IsInterface
            && type.GetInterfaces()
                .Where(contract => !IsOurs(contract))
                .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(info));
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Gatehouse", StringComparison.Ordinal) == true;

    private static bool IsGenerated(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || member.IsDefined(typeof(GeneratedCodeAttribute), false)
        || member.Name.Contains('<', StringComparison.Ordinal);

    /// <summary>The property behind whose back the compiler keeps this field.</summary>
    private static string? PropertyOf(FieldInfo field)
    {
        const string Ending = ">k__BackingField";
        return field.Name.EndsWith(Ending, StringComparison.Ordinal) ? field.Name[1..^Ending.Length] : null;
    }

    private static bool IsMutableCollection(Type type) =>
        type.IsGenericType && MutableCollections.Contains(type.GetGenericTypeDefinition());
}
