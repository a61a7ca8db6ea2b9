package backtrac.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import backtrac.api.catalog.Plan;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;
import backtrac.web.live.Services;
import backtrac.web.status.Format;
import backtrac.web.status.TimingCheck;

/** When a plan runs, with the next runs of what is being typed. */
final class TimingFields extends Div {

	private static final long serialVersionUID = 1L;
	private static final List<String> EXAMPLES = List.of("daily at 02:00", "every 6 hours", "weekdays at 20:00", "mon, thu at 22:30", "monthly on last at 03:00");

	private final String planId;
	private final transient Timing before;
	private final transient ZoneId shownZone;
	private final transient Services services;
	private final transient Runnable changed;
	private final TextField schedule = new TextField("Schedule");
	private final ComboBox<String> zone = new ComboBox<>("Time zone");
	private final TextArea windows = new TextArea("Start only within");
	private final TextArea blackouts = new TextArea("Never start within");
	private final IntegerField jitter = new IntegerField("Spread starts over, in minutes");
	private final Checkbox endsWithWindow = new Checkbox("Cancel a run that still works when its window closes");
	private final Paragraph said = new Paragraph();
	private final OrderedList next = new OrderedList();
	private boolean isGood;

	/** @param changed called whenever {@link #isGood} may have changed */
	TimingFields(Plan plan, Services services, ZoneId browserZone, Runnable changed) {
		this.planId = plan.id();
		this.before = plan.timing();
		this.shownZone = before.isByHand() ? browserZone : before.zone();
		this.services = services;
		this.changed = changed;
		addClassName("bt-fields");
		schedule.setId("schedule");
		schedule.setPlaceholder("by hand only");
		schedule.setClearButtonVisible(true);
		schedule.setValueChangeMode(ValueChangeMode.LAZY);
		schedule.setHelperText("Empty: only when somebody presses “Back up now”.");
		schedule.setValue(before.schedule());
		zone.setId("zone");
		zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().collect(Collectors.toList()));
		zone.setValue(shownZone.getId());
		lines(windows, "windows", "mon-fri 20:00-06:00", before.windows());
		lines(blackouts, "blackouts", "sat 08:00-12:00", before.blackouts());
		jitter.setMin(0);
		jitter.setStepButtonsVisible(true);
		jitter.setValue((int) before.jitter().toMinutes());
		jitter.setHelperText("So that many plans of the same time do not begin together.");
		endsWithWindow.setValue(before.endsWithWindow());
		List.<AbstractField<?, ?>> of(schedule, zone, windows, blackouts, jitter, endsWithWindow).forEach(field -> field.addValueChangeListener(_ -> check()));

		Div pair = new Div(schedule, zone);
		pair.addClassName("bt-pair");
		Div areas = new Div(windows, blackouts);
		areas.addClassName("bt-pair");
		Details more = new Details("Windows and spread", areas, jitter, endsWithWindow);
		more.setOpened(!before.windows().isEmpty() || !before.blackouts().isEmpty() || !before.jitter().isZero());
		said.setId("schedule-says");
		next.setId("next-runs");
		Div preview = new Div(said, next);
		preview.addClassName("bt-preview");
		preview.getElement().setAttribute("aria-live", "polite");
		add(pair, examples(), preview, more);
		check();
	}

	private Div examples() {
		Div examples = new Div();
		examples.addClassName("bt-chips");
		for (String example : EXAMPLES) {
			Button button = new Button(example, _ -> schedule.setValue(example));
			button.addClassName("bt-filter-chip");
			button.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
			examples.add(button);
		}
		return examples;
	}

	private static void lines(TextArea area, String id, String example, List<String> lines) {
		area.setId(id);
		area.setPlaceholder(example);
		area.setHelperText("One a line. It may go over midnight.");
		area.setValueChangeMode(ValueChangeMode.LAZY);
		area.setValue(String.join("\n", lines));
	}

	/** What the fields say. */
	Timing timing() {
		ZoneId zoneId = zone.getValue() == null ? ZoneOffset.UTC : ZoneId.of(zone.getValue());
		int minutes = jitter.getValue() == null ? 0 : Math.max(0, jitter.getValue());
		Timing chosen = new Timing(schedule.getValue().strip(), zoneId, lines(windows), lines(blackouts), Duration.ofMinutes(minutes), endsWithWindow.getValue());
		return PlanChange.timing(before, shownZone, chosen);
	}

	boolean isGood() {
		return isGood;
	}

	private static List<String> lines(TextArea area) {
		return area.getValue().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
	}

	private void check() {
		Optional<Scheduler> scheduler = services.scheduler();
		Timing timing = timing();
		Instant now = Instant.now();
		isGood = scheduler.isPresent();
		next.removeAll();
		if (scheduler.isEmpty()) {
			said.setText("The scheduler is not running, so it cannot be said whether this makes sense. Try again when it is back.");
		} else {
			show(TimingCheck.of(scheduler.get(), planId, timing, now), timing, now);
		}
		changed.run();
	}

	private void show(TimingCheck check, Timing timing, Instant now) {
		isGood = check.isGood();
		refuse(schedule, check.schedule());
		windows.setInvalid(!check.windows().isEmpty());
		windows.setErrorMessage(check.windows());
		blackouts.setInvalid(!check.blackouts().isEmpty());
		blackouts.setErrorMessage(check.blackouts());
		if (!isGood) {
			said.setText("The next runs are shown here when this is right.");
		} else if (timing.isByHand()) {
			said.setText("It runs only when somebody asks for it.");
		} else if (check.next().isEmpty()) {
			said.setText("It would never run: nothing of the schedule is within the windows.");
		} else {
			said.setText("The next runs, in the time of " + timing.zone().getId() + ":");
		}
		check.next().forEach(moment -> next.add(new ListItem(Format.day(moment, timing.zone()) + day(moment, now, timing.zone()))));
	}

	private static String day(Instant moment, Instant now, ZoneId zone) {
		String soon = Format.soon(moment, now, zone);
		return soon.startsWith("today") ? " (today)" : soon.startsWith("tomorrow") ? " (tomorrow)" : "";
	}

	private static void refuse(TextField field, String why) {
		field.setInvalid(!why.isEmpty());
		field.setErrorMessage(why);
	}
}
