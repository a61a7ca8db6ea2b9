package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.WorkListener;

class TreeNameTest {

	@TempDir
	Path folder;

	@Test
	void anEscapedNameMayBeASiblingsOwn() throws Exception {
		HardLinkRepository repository = HardLinkRepository.init(folder.resolve("repo"));
		MemorySource source = new MemorySource();
		for (int letter : new int[] { 'z', 0xff }) { // comes before what it is escaped to, and after it
			byte[] bytes = new byte[300];
			Arrays.fill(bytes, (byte) letter);
			ByteString name = ByteString.wrap(bytes);
			for (ByteString each : List.of(name, TreeName.escape(name), TreeName.escape(TreeName.escape(name)))) {
				String contents = "content of " + each.length() + letter;
				source.file(EntryPath.ROOT.resolve(ByteString.of("files")).resolve(each).toString(), contents);
				source.file(EntryPath.ROOT.resolve(ByteString.of("folders")).resolve(each) + "/file", contents);
				source.file(EntryPath.parse("empty").resolve(each).toString(), "");
			}
		}
		source.requireIn(repository, source.backup(repository));
		source.requireIn(repository, source.backup(repository));
		VerifyReport report = repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE);
		assertEquals(List.of(), report.damage());
	}
}
