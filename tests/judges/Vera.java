import static org.verapdf.pdfa.validation.profiles.Profiles.errorFromValues;
import static org.verapdf.pdfa.validation.profiles.Profiles.profileDetailsFromValues;
import static org.verapdf.pdfa.validation.profiles.Profiles.profileFromValues;
import static org.verapdf.pdfa.validation.profiles.Profiles.ruleFromValues;
import static org.verapdf.pdfa.validation.profiles.Profiles.ruleIdFromValues;
import static org.verapdf.pdfa.validation.profiles.Profiles.variableFromValues;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks the veraPDF engine about PDF files: {@code java -cp JAR Vera.java FLAVOURS FILE...}, where FLAVOURS are names
 * with commas between them, such as {@code ua1,2a}.
 *
 * <p>Prints a line for every file and flavour: the flavour, {@code passed} or {@code failed}, the number of checks made
 * and the file, with tabs between; then for every rule that failed an indented line with the clause, how often, the
 * first message and where. Exits with 0 when nothing failed, 1 when a rule failed, and like any Java program with 1 and
 * a stack trace when it could not judge; whoever calls it counts the lines.
 */
class Vera {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/";
    /** The profiles whose file is not named after the flavour. */
    private static final Map<String, String> NAMED =
            Map.of("ua1", "PDFUA-1.xml", "ua2", "PDFUA-2-ISO32005.xml", "wt1a", "WTPDF-1-0-Accessibility.xml");

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean clean = true;
        for (String flavour : arguments[0].split(",")) {
            ValidationProfile profile = profile(flavour);
            for (int index = 1; index < arguments.length; index++) {
                clean &= judge(flavour, profile, new File(arguments[index]));
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean judge(String flavour, ValidationProfile profile, File file) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                var validator = Foundries.defaultInstance().createValidator(profile, 50, true, true, false)) {
            var result = validator.validate(parser);
            Map<String, Integer> counts = new LinkedHashMap<>();
            result.getFailedChecks().forEach((rule, count) -> counts.merge(name(rule), count, Integer::sum));
            Map<String, String> words = new LinkedHashMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String said = assertion.getErrorMessage();
                    said = said == null ? assertion.getMessage() : said;
                    words.putIfAbsent(name(assertion.getRuleId()), said + " @ " + assertion.getLocation().getContext());
                }
            }
            String verdict = result.isCompliant() && counts.isEmpty() ? "passed" : "failed";
            System.out.println(String.join("\t", flavour, verdict, "" + result.getTotalAssertions(), file.getPath()));
            counts.forEach((rule, count) -> System.out.println(
                    "  " + rule + " x" + count + " " + words.getOrDefault(rule, "").replaceAll("\\s+", " ")));
            return verdict.equals("passed");
        }
    }

    private static String name(RuleId rule) {
        return rule.getClause() + "-" + rule.getTestNumber();
    }

    /** Reads a profile that the archive holds. Its own reader needs JAXB, which the archive does not hold. */
    private static ValidationProfile profile(String flavour) throws Exception {
        String file = NAMED.getOrDefault(flavour, "PDFA-" + flavour.toUpperCase() + ".xml");
        Element root;
        try (var stream = PDFAFlavour.class.getResourceAsStream(PROFILES + file)) {
            if (stream == null) {
                throw new IOException("the archive has no profile " + file);
            }
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : elements(root, "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element one : elements(root, "variable")) {
            variables.add(variableFromValues(
                    one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        var details = profileDetailsFromValues(text(root, "name"), text(root, "description"), "", new Date(0));
        return profileFromValues(PDFAFlavour.valueOf(root.getAttribute("flavour")), details, "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = elements(rule, "id").get(0);
        Element error = elements(rule, "error").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : elements(error, "argument")) {
            String name = argument.getAttribute("name");
            arguments.add(new Argument(argument.getTextContent(), name.isEmpty() ? null : name));
        }
        String tags = rule.getAttribute("tags");
        return ruleFromValues(
                ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.getAttribute("deferred").equals("true") ? true : null,
                tags.isEmpty() ? null : tags,
                text(rule, "description"),
                text(rule, "test"),
                errorFromValues(text(error, "message"), arguments),
                List.of());
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add((Element) found.item(index));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = elements(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private record Argument(String expression, String name) implements ErrorArgument {
        public String getArgument() {
            return expression;
        }

        public String getName() {
            return name;
        }

        public String getArgumentValue() {
            return null;
        }
    }
}
