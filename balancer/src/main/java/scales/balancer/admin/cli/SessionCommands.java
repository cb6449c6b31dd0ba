package scales.balancer.admin.cli;

/** What concerns only the session it is typed in. */
final class SessionCommands {
    static final Command TIMEOUT = Command.asking("set timeout", "cli <delay>",
            "how long this session may be silent: 30, 10m, 1d", SessionCommands::timeout);
    static final Command PROMPT = Command.asking("prompt", "", "toggle interactive mode with prompt", SessionCommands::prompt);
    static final Command QUIT = Command.asking("quit", "", "disconnect", SessionCommands::quit);

    private SessionCommands() {}

    private static String timeout(Command.Call call) {
        if (!call.operand(0).equals("cli")) {
            throw new Refused("'set timeout' only supports 'cli'.");
        }
        if (call.operand(1).isEmpty()) {
            throw new Refused("Expects an integer value.");
        }
        call.session().setTimeout(Delay.parse(call.operand(1)));
        return "";
    }

    private static String prompt(Command.Call call) {
        call.session().togglePrompt();
        return "";
    }

    private static String quit(Command.Call call) {
        call.session().quit();
        return "";
    }
}
