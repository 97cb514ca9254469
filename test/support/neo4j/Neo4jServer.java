import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.neo4j.server.CommunityBootstrapper;

/**
 * A Neo4j Community server for tests, Bolt and HTTP on loopback, that ends with the process that owns it.
 *
 * java -cp 'lib/*' Neo4jServer.java HOME BOLT_PORT HTTP_PORT OWNER_PID [setting=value ...]
 */
public class Neo4jServer {
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        // However the owner ends, nothing of this server stays behind.
        ProcessHandle.of(Long.parseLong(args[3])).ifPresentOrElse(
            owner -> owner.onExit().thenRun(() -> end(home)),
            () -> end(home));
        Map<String, String> settings = new HashMap<>(Map.of(
            "server.bolt.listen_address", "127.0.0.1:" + args[1],
            "server.bolt.advertised_address", "127.0.0.1:" + args[1],
            "server.http.listen_address", "127.0.0.1:" + args[2],
            "server.http.advertised_address", "127.0.0.1:" + args[2],
            "dbms.security.auth_enabled", "false",
            "dbms.usage_report.enabled", "false",
            "db.tx_log.preallocate", "false",
            "server.memory.pagecache.size", "256m"));
        for (int i = 4; i < args.length; i++) {
            String[] setting = args[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        int failed = new CommunityBootstrapper().start(home, settings);
        if (failed != 0) System.exit(failed);
        Files.writeString(home.resolve("ready"), "");
    }

    private static void end(Path home) {
        try (var paths = Files.walk(home)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException gone) {
            // Whoever owned it has removed it.
        }
        Runtime.getRuntime().halt(0);
    }
}
