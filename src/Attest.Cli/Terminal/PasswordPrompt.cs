using System.Text;

namespace Attest.Cli.Terminal;

/// <summary>Asks for a password: twice and without showing it at a terminal, else the first line of standard input.</summary>
internal static class PasswordPrompt
{
    /// <summary>Reads it.</summary>
    /// <exception cref="CouldNotRunException">None was given, or two different ones.</exception>
    public static string Read(Screen screen)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() is { Length: > 0 } line ? line
                : throw new CouldNotRunException("Reading the password from standard input: found nothing, expected it on the first line. Call the command at a terminal, or give it a file: attest user add NAME --role ROLE < password.txt");
        }
        var password = Ask("Password: ");
        return Ask("Once more: ") == password ? password
            : throw new CouldNotRunException("Reading the password: found two different ones, expected the same twice. Call the command again.");

        string Ask(string question)
        {
            Console.Error.Write(question);
            var typed = new StringBuilder();
            while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
            {
                if (key.Key == ConsoleKey.Backspace)
                {
                    typed.Length = Math.Max(0, typed.Length - 1);
                }
                else if (!char.IsControl(key.KeyChar))
                {
                    typed.Append(key.KeyChar);
                }
            }
            screen.Fail("");
            return typed.ToString();
        }
    }
}
