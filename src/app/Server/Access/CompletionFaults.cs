using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Completions;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>Errors as clients of OpenAI's API read them, on the routes of that API.</summary>
internal static class CompletionFaults
{
    public const string InvalidRequest = "invalid_request_error";
    public const string ServerError = "server_error";
    public const string Permission = "permission_error";
    public const string RateLimit = "rate_limit_error";

    /// <summary>Whether a request is one of that API's, so that its client understands no other shape.</summary>
    public static bool Cover(HttpContext context) => context.Request.Path.StartsWithSegments("/v1");

    public static byte[] Write(string message, string type, string? param, string? code) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new CompletionFault(new CompletionFaultDetail(message, type, param, code)),
            GatehouseJson.Default.CompletionFault
        );

    /// <summary>For what the front door refuses, on every route alike.</summary>
    public static byte[] Write(int status, string message)
    {
        var (type, code) = status switch
        {
            StatusCodes.Status401Unauthorized => ("authentication_error", "auth_error"),
            StatusCodes.Status403Forbidden => (Permission, "forbidden"),
            StatusCodes.Status404NotFound => (InvalidRequest, "not_found"),
            StatusCodes.Status408RequestTimeout => (InvalidRequest, "request_timeout"),
            StatusCodes.Status413PayloadTooLarge => (InvalidRequest, "request_too_large"),
            StatusCodes.Status415UnsupportedMediaType => (InvalidRequest, "unsupported_media_type"),
            StatusCodes.Status421MisdirectedRequest => (InvalidRequest, "misdirected_request"),
            StatusCodes.Status429TooManyRequests => (RateLimit, "rate_limit_exceeded"),
            >= 500 => (ServerError, "internal_error"),
            _ => (InvalidRequest, "invalid_request"),
        };
        return Write(message, type, param: null, code);
    }
}
