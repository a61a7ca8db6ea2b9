package backtrac.web.signin;

/** Marks the few pages that people may see without signing in. The package is not exported, so that no other bundle has one. */
public interface OpenToAll {
}
