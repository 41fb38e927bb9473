// Asks veraPDF about many files in one run: reads lines `FLAVOURS<tab>FILE` from the standard input, such as `ua1,2a<tab>a.pdf`, and
// writes for each flavour a line `FLAVOUR<tab>FILE<tab>checks<tab>failures<tab>what failed first`.

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] parts = line.split("\t", 2);
            for (String name : parts[0].split(",")) {
                System.out.println(name + "\t" + parts[1] + "\t" + verdict(PDFAFlavour.byFlavourId(name), new File(parts[1])));
            }
        }
    }

    static String verdict(PDFAFlavour flavour, File file) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            int failures = 0;
            String first = "";
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.PASSED) {
                    continue;
                }
                failures += 1;
                if (first.isEmpty()) {
                    first = "clause " + assertion.getRuleId().getClause() + ": " + assertion.getMessage().replaceAll("\\s+", " ");
                }
            }
            return result.getTotalAssertions() + "\t" + (result.isCompliant() ? failures : Math.max(1, failures)) + "\t" + first;
        } catch (Exception error) {
            return "0\t1\t" + error;
        }
    }
}
