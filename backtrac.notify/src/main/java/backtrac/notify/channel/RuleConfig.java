package backtrac.notify.channel;

/** What every configuration of a notifier may say of what to tell. All are texts: what makes no sense is said by who reads them. */
@interface RuleConfig {

	String name() default "";

	String[] on() default {};

	String[] clients() default {};

	String[] plans() default {};

	String overdueDays() default "";

	String repeatHours() default "";
}
