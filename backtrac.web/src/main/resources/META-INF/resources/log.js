// The run log: its lines are kept here and nowhere else, so that a long one costs the server nothing.
customElements.define('bt-log', class extends HTMLElement {
	static MOST = 3000; // lines while they are followed
	static NEAR = 600; // pixels from the end, at which more is asked for

	live = false;
	isMore = false;
	isAsked = false;
	last = 0;
	#following = false;

	connectedCallback() {
		this.addEventListener('scroll', () => this.scrolled(), { passive: true });
	}

	get following() {
		return this.#following;
	}

	set following(on) {
		this.#following = on;
		if (on) {
			this.toEnd();
		}
	}

	clear() {
		this.replaceChildren();
		this.scrollTop = 0; // what comes next is to be seen from its start
		this.isMore = this.isAsked = false;
		this.last = 0;
	}

	cut() {
		const note = document.createElement('div');
		note.className = 'bt-log-skipped';
		const button = document.createElement('button');
		button.type = 'button';
		button.textContent = 'Show it from the start';
		button.addEventListener('click', () => this.tell('bt-start'));
		note.append('Earlier lines are not shown. ', button);
		this.prepend(note);
	}

	add(rows, isMore) {
		const added = document.createDocumentFragment();
		for (const row of rows) {
			added.append(this.line(row));
		}
		this.append(added);
		this.isMore = isMore;
		this.isAsked = false;
		if (this.following) {
			while (this.childElementCount > this.constructor.MOST) {
				this.firstElementChild.remove();
			}
			this.toEnd();
		}
		requestAnimationFrame(() => this.ask());
	}

	line([time, exact, level, phase, path, message]) {
		const line = document.createElement('div');
		line.className = 'bt-log-line';
		line.dataset.severity = level;
		for (const [name, text] of [['time', time], ['level', level], ['phase', phase]]) {
			const part = document.createElement('span');
			part.className = `bt-log-${name}`;
			part.textContent = text;
			line.append(part, ' ');
		}
		line.firstElementChild.title = exact;
		const words = document.createElement('span');
		words.className = 'bt-log-words';
		if (path) {
			const where = document.createElement('code');
			where.textContent = path;
			words.append(where, ': ');
		}
		words.append(message);
		line.append(words);
		return line;
	}

	hasMore() {
		this.isMore = true;
		this.ask();
	}

	fromEnd() {
		return this.scrollHeight - this.scrollTop - this.clientHeight;
	}

	toEnd() {
		this.scrollTop = this.scrollHeight;
		this.last = this.scrollTop;
	}

	ask() {
		if (this.isMore && !this.isAsked && this.fromEnd() < this.constructor.NEAR) {
			this.isAsked = true;
			this.tell('bt-more');
		}
	}

	scrolled() {
		const isUp = this.scrollTop < this.last;
		this.last = this.scrollTop;
		if (this.live && this.following && isUp && this.fromEnd() > 24) {
			this.follow(false);
		} else if (this.live && !this.following && !isUp && !this.isMore && this.fromEnd() < 4) {
			this.follow(true);
		}
		this.ask();
	}

	follow(on) {
		this.#following = on;
		this.tell('bt-follow', on);
	}

	tell(what, detail) {
		this.dispatchEvent(new CustomEvent(what, { detail }));
	}
});
