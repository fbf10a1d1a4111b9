using static Attest.Tests.Intake.IntakeSamples;

namespace Attest.Tests.Intake;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", "The governor said that two people were killed and five were wounded in the attack on the town.")]
    [InlineData("en", "Explosions heard in Kharkiv")]
    [InlineData("en", "Five drones downed overnight, Odesa governor says")]
    [InlineData("en", "Russia attacks Ukraine")]
    [InlineData("en", "Two killed, seven hurt")]
    [InlineData("en", "Zelensky thanks Poland for help")]
    [InlineData("uk", "Голова області повідомив, що внаслідок обстрілу загинули дві людини, ще п'ятеро поранені.")]
    [InlineData("ru", "Глава области сообщил, что в результате обстрела погибли два человека, ещё пятеро ранены.")]
    [InlineData("be", "Кіраўнік вобласці паведаміў, што ў выніку абстрэлу загінулі два чалавекі.")]
    [InlineData("bg", "Кметът съобщи, че при нападението са загинали двама души и още петима са ранени.")]
    [InlineData("sr", "Гувернер је саопштио да су у нападу погинуле две особе, а још пет је рањено.")]
    [InlineData("pl", "Gubernator poinformował, że w wyniku ostrzału zginęły dwie osoby, a pięć zostało rannych.")]
    [InlineData("de", "Der Gouverneur teilte mit, dass bei dem Angriff zwei Menschen getötet und fünf verletzt wurden.")]
    [InlineData("fr", "Le gouverneur a déclaré que deux personnes ont été tuées et cinq autres blessées dans cette attaque.")]
    [InlineData("es", "El gobernador dijo que dos personas murieron y otras cinco resultaron heridas en el ataque.")]
    [InlineData("pt", "O governador disse que duas pessoas morreram e outras cinco não resistiram aos ferimentos da explosão.")]
    [InlineData("it", "Il governatore ha detto che due persone sono state uccise e altre cinque ferite nell'attacco.")]
    [InlineData("nl", "De gouverneur zei dat er twee mensen zijn gedood en dat vijf anderen gewond raakten bij de aanval.")]
    [InlineData("tr", "Vali, saldırıda iki kişinin öldüğünü ve beş kişinin yaralandığını söyledi.")]
    [InlineData("cs", "Gubernátor uvedl, že při útoku byli zabiti dva lidé a dalších pět jich bylo zraněno.")]
    [InlineData("sk", "Gubernátor uviedol, že pri útoku zahynuli dvaja ľudia a ďalších päť bolo zranených.")]
    [InlineData("ro", "Guvernatorul a spus că două persoane au fost ucise și alte cinci au fost rănite în atac.")]
    [InlineData("hu", "A kormányzó szerint a támadásban két ember meghalt, és öten megsebesültek, de már nem vagy csak kevés a tűz.")]
    [InlineData("sv", "Guvernören sade att två personer dödades och att fem andra skadades i attacken.")]
    [InlineData("fi", "Kuvernöörin mukaan hyökkäyksessä kuoli kaksi ihmistä ja viisi muuta haavoittui.")]
    [InlineData("lt", "Gubernatorius pranešė, kad per ataką žuvo du žmonės ir dar penki buvo sužeisti.")]
    [InlineData("lv", "Gubernators paziņoja, ka uzbrukumā gāja bojā divi cilvēki un vēl pieci tika ievainoti.")]
    [InlineData("ar", "قال المحافظ إن شخصين قتلا في الهجوم على المدينة")]
    [InlineData("fa", "استاندار گفت که دو نفر در این حمله کشته شدند")]
    [InlineData("he", "המושל אמר ששני בני אדם נהרגו בהתקפה")]
    [InlineData("zh", "州长表示,袭击造成两人死亡,五人受伤。")]
    [InlineData("ja", "知事は攻撃で二人が死亡したと述べた。")]
    [InlineData("ko", "주지사는 공격으로 두 명이 숨졌다고 말했다.")]
    [InlineData("el", "Ο κυβερνήτης είπε ότι δύο άνθρωποι σκοτώθηκαν στην επίθεση.")]
    [InlineData("ka", "გუბერნატორმა თქვა, რომ თავდასხმისას ორი ადამიანი დაიღუპა.")]
    [InlineData("und", "12345 67 – 89")]
    public void The_language_of_a_sentence_is_told(string language, string text)
    {
        var accepted = Accept("a.txt", text);
        Assert.Equal(language, accepted.Report.Language);
        Assert.Equal(language != "en", accepted.Notices.Any(notice => notice.Code == "unread-language"));
    }

    [Theory]
    [InlineData("uk", "en", "The governor said that two people were killed and five were wounded in the attack on the town.")]
    [InlineData("en-GB", "uk", "Голова області повідомив, що внаслідок обстрілу загинули дві людини, ще п'ятеро поранені.")]
    [InlineData("en", "en", "Odesa: 12 Shahed drones")]
    public void A_declared_language_is_only_a_hint(string declared, string language, string text) =>
        Assert.Equal(language, Accept("a.jsonl", "{\"language\": \"" + declared + "\", \"text\": \"" + text + "\"}").Report.Language);

    [Fact]
    public void A_text_that_is_not_read_is_not_cut() => Assert.Single(
        Accept("a.txt", "Angriff auf den Hafen der Stadt\n\nBei dem Angriff wurden zwei Menschen verletzt.\n\nAdvertisement\n\nDie Polizei ist noch vor Ort.").Report.Items);

    [Fact]
    public void All_reports_of_the_wire_are_English()
    {
        var data = Environment.GetEnvironmentVariable("ATTEST_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "no data: ATTEST_DATA is not set");
        var bytes = File.ReadAllBytes(Path.Combine(data!, "wire.jsonl"));
        Assert.All(Read("wire.jsonl", bytes), result => Assert.Equal("en", Assert.IsType<Attest.Intake.IntakeResult.Accepted>(result).Report.Language));
    }
}
