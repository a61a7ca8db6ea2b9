package backtrac.api.access;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The certificate with which the server proves to callers who it is. All of it is public.
 *
 * @param fingerprint SHA-256 of the certificate, as browsers and openssl write it: 32 bytes in hexadecimal capitals with colons between
 * @param subject     whom it names, such as CN=backup.example.org
 * @param expires     until when it is good
 * @param file        where it is, in PEM
 */
public record ServerCertificate(String fingerprint, String subject, Instant expires, Path file) {
}
