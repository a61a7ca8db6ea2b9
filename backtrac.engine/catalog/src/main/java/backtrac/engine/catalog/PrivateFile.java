package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

import backtrac.api.catalog.CatalogException;
import backtrac.posix.PrivateFiles;

/** A small file with one line, which only its owner may read, from its making on. */
final class PrivateFile {

	private final Path file;
	private final String what;

	/** @param what is in it, for people, such as "the key" */
	PrivateFile(Path file, String what) {
		this.file = file;
		this.what = what;
	}

	Path path() {
		return file;
	}

	boolean exists() {
		return Files.exists(file);
	}

	/** Whether others than its owner may read or write it. */
	boolean isOpenToOthers() {
		try {
			return PrivateFiles.isOpenToOthers(file);
		} catch (IOException e) {
			throw new CatalogException("The file with " + what + " cannot be looked at: " + file + " (" + e + ")", e);
		}
	}

	/** The line. */
	String read() {
		try {
			return Files.readString(file).strip();
		} catch (IOException e) {
			throw new CatalogException("The file with " + what + " cannot be read: " + file + " (" + e + ")", e);
		}
	}

	/** Makes the file, whole or not at all. If there is one already, made by another server perhaps, that stays. */
	void create(String line) {
		try {
			PrivateFiles.add(file, line + "\n");
		} catch (FileAlreadyExistsException e) {
			// that one is as good
		} catch (IOException e) {
			throw new CatalogException("The file with " + what + " cannot be written: " + file + " (" + e + ")", e);
		}
	}
}
