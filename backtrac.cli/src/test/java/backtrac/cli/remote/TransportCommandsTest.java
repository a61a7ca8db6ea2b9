package backtrac.cli.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;
import backtrac.xmlrpc.remote.TransportDescription;
import backtrac.xmlrpc.remote.TransportField;
import backtrac.xmlrpc.remote.TransportFieldOption;
import backtrac.xmlrpc.remote.TransportInfo;
import backtrac.xmlrpc.remote.TransportVerdict;

class TransportCommandsTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private FakeServer server;

	@BeforeEach
	void start() throws IOException {
		backtrac = new CommandLineFixture(folder);
		server = new FakeServer(folder);
	}

	@AfterEach
	void stop() {
		server.close();
	}

	@Test
	void listsWhatIsThereAndWhatPlansWouldNeed() {
		server.answer("transport.list", _ -> List.of(new TransportInfo("ftp", "", "", "", TransportInfo.MISSING, 2),
				new TransportInfo("local", "Local folder", "backtrac.engine.local", "0.1.0", TransportInfo.READY, 1)));
		assertEquals("""
				SCHEME  STATE    PLANS  BUNDLE                 VERSION  WHAT
				ftp     missing      2  -                      -        -
				local   ready        1  backtrac.engine.local  0.1.0    Local folder
				""", backtrac.run("transport", "list").assertDone().out());
		assertEquals(Map.of("scheme", "ftp", "state", "missing", "plans", 2L), JsonDocument.rows(backtrac.run("transport", "list", "--json").assertDone().out()).getFirst());
	}

	@Test
	void showsWhatPlansMustSay() {
		server.answer("transport.describe", _ -> new TransportDescription("smb", "Windows share", "A folder.", "backtrac.smb", "0.1.0", true, List.of(
				new TransportField("host", "Host", "The machine.", "string", true, false, "", List.of(), "", ""),
				new TransportField("port", "Port", "", "integer", false, false, "445", List.of(), "1", "65535"),
				new TransportField("password", "Password", "Kept encrypted.", "string", true, true, "", List.of(), "", ""),
				new TransportField("signing", "Signing", "", "string", false, false, "required",
						List.of(new TransportFieldOption("required", "Always"), new TransportFieldOption("optional", "Maybe")), "", ""))));
		assertEquals("""
				smb: Windows share (backtrac.smb 0.1.0)
				A folder.

				NAME      SAID BY   VALUE               USUALLY         WHAT
				host      --set     text                (must be said)  The machine.
				port      --set     1..65535            445             Port
				password  --secret  text                (must be said)  Kept encrypted.
				signing   --set     required, optional  required        Signing
				""", backtrac.run("transport", "show", "smb").assertDone().out());
		assertEquals(List.of("smb"), server.last("transport.describe"));
		assertEquals("""
				{"scheme":"smb","label":"Windows share","description":"A folder.","bundle":"backtrac.smb","version":"0.1.0","described":true,"fields":[\
				{"name":"host","label":"Host","description":"The machine.","type":"string","required":true,"secret":false},\
				{"name":"port","label":"Port","type":"integer","required":false,"secret":false,"usual":"445","least":"1","most":"65535"},\
				{"name":"password","label":"Password","description":"Kept encrypted.","type":"string","required":true,"secret":true},\
				{"name":"signing","label":"Signing","type":"string","required":false,"secret":false,"usual":"required",\
				"options":[{"value":"required","label":"Always"},{"value":"optional","label":"Maybe"}]}]}
				""", backtrac.run("transport", "show", "smb", "--json").assertDone().out());
	}

	@Test
	void triesSettingsOut() {
		server.answer("transport.test", _ -> new TransportVerdict(true, "", "connected, and the folder can be listed", 3));
		assertEquals("connected, and the folder can be listed: 3 entries\n",
				backtrac.pipe("geheim\n", "transport", "test", "smb", "--set", "host=nas", "--secret", "password").assertDone().out());
		assertEquals(Map.of("scheme", "smb", "settings", Map.of("host", "nas"), "secrets", Map.of("password", "geheim"), "plan", ""), server.lastStruct("transport.test"));

		server.answer("transport.test", _ -> new TransportVerdict(false, "CREDENTIALS", "nas does not know anna", 0));
		backtrac.run("transport", "test", "--plan", "nas/docs").assertComplaint(Exit.FAILED, "nas does not know anna");
		CommandLineFixture.Result refused = backtrac.run("transport", "test", "--plan", "nas/docs", "--json");
		assertEquals(Exit.FAILED, refused.exit());
		assertEquals("{\"ok\":false,\"reason\":\"credentials\",\"message\":\"nas does not know anna\",\"entries\":0}\n", refused.out());
		backtrac.run("transport", "test").assertComplaint(Exit.USAGE, "name a SCHEME, or a plan by --plan");
	}
}
