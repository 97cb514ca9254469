import java.io.File;
import java.security.KeyStore;
import java.util.Base64;

/**
 * Prints the private key of a key store as PEM, which keytool does not.
 *
 * java PrintKey.java STORE PASSWORD
 */
public class PrintKey {
    public static void main(String[] args) throws Exception {
        char[] password = args[1].toCharArray();
        KeyStore store = KeyStore.getInstance(new File(args[0]), password);
        byte[] key = store.getKey("bolt", password).getEncoded();
        String text = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(key);
        System.out.println("-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----");
    }
}
