package backtrac.web.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;

import backtrac.web.status.Format;
import backtrac.web.status.LiveRun;

/** The runs that wait or work, those that work first. */
final class RunningNow extends Div {

	private static final long serialVersionUID = 1L;

	private final int most;
	private final transient RunActions actions;
	private final transient Map<String, ProgressPanel> panels = new LinkedHashMap<>();
	private final Div list = new Div();
	private final Anchor more = Pages.link("runs", "");

	/** @param most how many are shown; of the others, the number */
	RunningNow(int most, RunActions actions) {
		this.most = most;
		this.actions = actions;
		setId("running");
		list.addClassName("bt-running");
		more.addClassName("bt-more");
		add(list, more);
	}

	void show(List<LiveRun> runs) {
		List<LiveRun> shown = runs.stream().sorted((a, b) -> Boolean.compare(a.isQueued(), b.isQueued())).limit(most).toList();
		List<String> ids = shown.stream().map(LiveRun::id).toList();
		if (!ids.equals(List.copyOf(panels.keySet()))) {
			arrange(shown);
		}
		shown.forEach(run -> panels.get(run.id()).show(run));
		more.setVisible(runs.size() > most);
		more.setText("and " + Format.count(runs.size() - (long) most) + " more");
		setVisible(!runs.isEmpty());
	}

	private void arrange(List<LiveRun> runs) {
		Map<String, ProgressPanel> known = Map.copyOf(panels);
		panels.clear();
		list.removeAll();
		for (LiveRun run : runs) {
			ProgressPanel panel = known.containsKey(run.id()) ? known.get(run.id()) : new ProgressPanel(run, true, actions);
			panels.put(run.id(), panel);
			list.add(panel);
		}
	}
}
