package backtrac.engine.jobs.runner;

import java.lang.annotation.Annotation;

/** A configuration of the runner. */
record TestConfig(String runs, String runsPerClient, String runsPerTransport, String scrubShare, String historyDays) implements JobRunnerComponent.Config {

	/** So many runs in all, and no other limits. */
	static TestConfig of(int runs) {
		return new TestConfig("" + runs, "100", "", "1/4", "730");
	}

	@Override
	public Class<? extends Annotation> annotationType() {
		return JobRunnerComponent.Config.class;
	}
}
