package backtrac.xmlrpc.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads nothing: what is sent without end does not keep the client. */
final class NoBody<T> implements BodySubscriber<T> {

	private final CompletableFuture<T> nothing = new CompletableFuture<>();

	@Override
	public void onSubscribe(Subscription subscription) {
		subscription.cancel();
		nothing.complete(null);
	}

	@Override
	public void onNext(List<ByteBuffer> item) {
		// was under way
	}

	@Override
	public void onError(Throwable e) {
		nothing.complete(null);
	}

	@Override
	public void onComplete() {
		nothing.complete(null);
	}

	@Override
	public CompletionStage<T> getBody() {
		return nothing;
	}
}
