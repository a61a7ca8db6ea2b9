package backtrac.web.page;

import java.util.EnumMap;
import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionPolicy.Mode;
import backtrac.api.retention.RetentionRule;
import backtrac.api.retention.Timespan;
import backtrac.web.status.RetentionWords;

/** Which snapshots of a plan stay, and what that means. */
final class RetentionFields extends Div {

	private static final long serialVersionUID = 1L;
	private static final int MOST = 9999;

	private final transient RetentionPolicy before;
	private final transient Runnable changed;
	private final transient Map<RetentionRule, IntegerField> numbers = new EnumMap<>(RetentionRule.class);
	private final TextField within = new TextField("All of the last");
	private final Select<Mode> mode = new Select<>();
	private final Paragraph words = new Paragraph();
	private boolean isGood = true;
	private boolean isFilling;

	/** @param changed called whenever {@link #isGood} may have changed */
	RetentionFields(RetentionPolicy policy, Runnable changed) {
		this.before = policy;
		this.changed = changed;
		addClassName("bt-fields");
		Div grid = new Div();
		grid.addClassName("bt-numbers-grid");
		for (RetentionRule rule : RetentionRule.values()) {
			IntegerField field = new IntegerField(label(rule));
			field.setId("keep-" + rule.word());
			field.setMin(0);
			field.setMax(MOST);
			field.setStepButtonsVisible(true);
			field.setHelperText(RetentionWords.meaning(rule));
			field.setValueChangeMode(ValueChangeMode.LAZY);
			field.addValueChangeListener(_ -> check());
			numbers.put(rule, field);
			grid.add(field);
		}
		within.setId("keep-within");
		within.setPlaceholder("14d, 8w, 6m, 1y");
		within.setHelperText("Everything newer than this, counted from the latest good one. Empty for none.");
		within.setValueChangeMode(ValueChangeMode.LAZY);
		within.addValueChangeListener(_ -> check());
		mode.setId("keep-mode");
		mode.setLabel("How the numbers count");
		mode.setItems(Mode.values());
		mode.setItemLabelGenerator(each -> each == Mode.UNION ? "Each for itself" : "One after the other");
		mode.setHelperText("One after the other: what an earlier number keeps does not count for a later one.");
		mode.addValueChangeListener(_ -> check());
		Div pair = new Div(within, mode);
		pair.addClassName("bt-pair");
		words.setId("retention-says");
		words.addClassName("bt-preview");
		words.getElement().setAttribute("aria-live", "polite");
		Div presets = new Div(preset("Standard", RetentionPolicy.STANDARD), preset("Keep everything", RetentionPolicy.EMPTY));
		presets.addClassName("bt-chips");
		add(presets, grid, pair, words);
		fill(policy);
	}

	private Button preset(String label, RetentionPolicy policy) {
		Button preset = new Button(label, _ -> fill(policy));
		preset.addClassName("bt-filter-chip");
		preset.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
		return preset;
	}

	private void fill(RetentionPolicy policy) {
		isFilling = true;
		numbers.forEach((rule, field) -> field.setValue(policy.count(rule)));
		within.setValue(policy.within() == null ? "" : policy.within().toString());
		mode.setValue(policy.mode());
		isFilling = false;
		check();
	}

	boolean isGood() {
		return isGood;
	}

	/**
	 * What the fields say.
	 *
	 * @throws IllegalArgumentException if they make no sense; the message is for people
	 */
	RetentionPolicy policy() {
		RetentionPolicy policy = new RetentionPolicy(mode.getValue(), Map.of(), within.getValue().isBlank() ? null : Timespan.parse(within.getValue().strip()), before.zone());
		for (var number : numbers.entrySet()) {
			Integer value = number.getValue().getValue();
			policy = policy.keep(number.getKey(), value == null ? 0 : value);
		}
		return policy;
	}

	private void check() {
		if (isFilling) {
			return;
		}
		isGood = numbers.values().stream().allMatch(field -> field.getValue() == null || field.getValue() >= 0 && field.getValue() <= MOST);
		within.setInvalid(false);
		try {
			words.setText(isGood ? RetentionWords.of(policy()) : "The numbers go from 0 to " + MOST + ".");
		} catch (IllegalArgumentException e) {
			isGood = false;
			within.setInvalid(true);
			within.setErrorMessage(e.getMessage());
			words.setText("");
		}
		words.setVisible(!words.getText().isEmpty());
		changed.run();
	}

	private static String label(RetentionRule rule) {
		return Character.toUpperCase(rule.word().charAt(0)) + rule.word().substring(1);
	}
}
