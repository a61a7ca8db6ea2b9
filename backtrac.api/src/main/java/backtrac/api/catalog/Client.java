package backtrac.api.catalog;

/**
 * A machine to protect.
 *
 * @param id   made when the client is added, the same for ever
 * @param name what people call it; also its folder in the repository
 */
public record Client(String id, String name) {
}
