// What the browser does alone: the colours, before anything is painted, and the clipboard.
(() => {
	const key = 'backtrac-theme';
	const systemDark = matchMedia('(prefers-color-scheme: dark)');

	function chosen() {
		try {
			return localStorage.getItem(key);
		} catch {
			return null; // the browser keeps nothing for this site
		}
	}

	function apply(theme) {
		document.documentElement.setAttribute('theme', theme ?? (systemDark.matches ? 'dark' : 'light'));
	}

	function toggle() {
		const theme = document.documentElement.getAttribute('theme') === 'dark' ? 'light' : 'dark';
		apply(theme);
		try {
			localStorage.setItem(key, theme);
		} catch {
			// it lasts until the page is left
		}
	}

	function select(text) { // the clipboard itself is open only to pages that came over https or from this machine
		const field = document.createElement('textarea');
		field.value = text;
		document.body.append(field);
		field.select();
		const done = document.execCommand('copy');
		field.remove();
		return done ? Promise.resolve() : Promise.reject(new Error('no clipboard'));
	}

	function copy(button) {
		const text = button.dataset.copy ?? new URL(button.dataset.copyLink, document.baseURI).href;
		(navigator.clipboard ? navigator.clipboard.writeText(text) : select(text)).then(() => {
			button.dataset.copied = '';
			setTimeout(() => delete button.dataset.copied, 2000);
		}, () => button.dataset.failed = '');
	}

	apply(chosen());
	systemDark.addEventListener('change', () => apply(chosen()));
	document.addEventListener('click', event => {
		const found = event.composedPath().find(e => e.dataset && ('themeToggle' in e.dataset || 'copy' in e.dataset || 'copyLink' in e.dataset));
		if (found) {
			'themeToggle' in found.dataset ? toggle() : copy(found);
		}
	});
})();
