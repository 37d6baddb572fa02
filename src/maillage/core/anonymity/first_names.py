"""First names that are common in Belgium, by where they come from: data, written by hand, no rule.

`FIRST_NAMES` and `AMBIGUOUS` hold them folded. An ambiguous one is a word, a place, a saint or a family name too: it counts
beside a family name or an age only, never alone.
"""

from __future__ import annotations

from maillage.core.folding import fold

_FRENCH = """Adèle Adeline Adrien Adrienne Agathe Agnès Aimé Aimée Alain Albert Alexandra Alexandre Alexia Alexis
    Alfred Alice Aline Alix Amandine Amélie Anaïs André Andrée Angèle Angélique Anne Annick Annie Anthony
    Antoine Antoinette Ariane Arlette Armand Arnaud Arthur Astrid Aude Audrey Auguste Aurélie Aurélien Aurore
    Axel Axelle Baptiste Barbara Bastien Baudouin Béatrice Benjamin Benoît Bernadette Bernard Bertrand
    Blanche Boris Brice Brigitte Bruno Camille Carine Carole Caroline Catherine Cécile Cédric Céline Chantal
    Charles Charline Charlotte Chloé Christel Christelle Christian Christiane Christine Christophe Claire
    Clara Claude Claudette Claudine Clémence Clément Clémentine Cloé Colette Coralie Corentin Corinne Cyril
    Cyrille Damien Daniel Danièle Danielle Danny David Davy Delphine Denis Denise Didier Dimitri Dominique
    Dorian Dorothée Édith Édouard Éléonore Éliane Élise Élisabeth Éloïse Elsa Émeline Émile Émilie Emma
    Emmanuel Emmanuelle Éric Erika Estelle Esther Étienne Eugène Eugénie Éva Évelyne Fabian Fabien Fabienne
    Fabrice Fanny Félix Fernand Fernande Firmin Flavie Florence Florent Florian Floriane Francine Francis
    Franck François Françoise Frédéric Frédérique Gabriel Gabrielle Gaël Gaëlle Gaëtan Gaston Geneviève
    Geoffrey Georges Georgette Gérald Géraldine Gérard Germain Germaine Ghislain Ghislaine Gilbert Gilberte
    Gilles Ginette Gisèle Godelieve Grégoire Grégory Guillaume Gustave Guy Gwenaëlle Gwendoline Hector Hélène
    Henri Henriette Hervé Hippolyte Honoré Hortense Hubert Hugo Hugues Huguette Inès Ingrid Irène Isabelle
    Isaline Jacqueline Jacques Jade Jacky Jean Jeanine Jeanne Jeannine Jennifer Jérémie Jérémy Jérôme Jessica
    Joël Joëlle Johan Johanna Johnny Jonathan Jordan Joseph Josette Josiane Josse Jules Julia Julie Julien
    Juliette Justin Justine Karin Karine Katia Kelly Kévin Laetitia Lambert Laura Laure Laurence Laurent
    Laurette Léa Léon Léonard Léonie Léopold Liliane Lionel Lisa Lise Loïc Loïs Lola Louis Louise Loup Luc
    Lucas Lucette Lucie Lucien Lucienne Ludivine Ludovic Lydia Lydie Madeleine Maëlle Magali Manon Marc
    Marcel Marcelle Marguerite Marie Marielle Marine Marion Marjorie Marthe Martin Martine Maryline Maryse
    Mathias Mathieu Mathilde Maud Maurice Maxence Maxime Mégane Mélanie Mélissa Mélodie Michaël Michel
    Michèle Micheline Mireille Monique Morgane Muriel Myriam Nadège Nadine Nancy Nathalie Nathan Nicolas
    Nicole Noé Noël Noëlle Noémie Océane Odette Odile Olivia Olivier Ophélie Pascal Pascale Patrice Patricia
    Patrick Paul Paula Paulette Pauline Perrine Philippe Pierre Pierrette Priscilla Quentin Rachel Raoul
    Raphaël Raymond Raymonde Régine Régis Rémi Rémy Renaud René Renée Richard Robert Roger Roland Romain
    Romane Rosalie Rose Roselyne Roxane Sabine Sabrina Salomé Samantha Samuel Sandra Sandrine Sarah Sébastien
    Ségolène Serge Séverine Simon Simone Sofie Solange Solène Sonia Sophie Stéphane Stéphanie Steve Suzanne
    Suzette Sylvain Sylvère Sylvestre Sylviane Sylvie Tanguy Tatiana Théo Théodore Thérèse Thibault Thibaut
    Thierry Thomas Timothée Tom Ulysse Valentin Valentine Valérie Vanessa Véronique Vicky Victor Victoria
    Vincent Violette Virginie Vivian Viviane Walter Wendy William Willy Xavier Yann Yannick Yolande Yves
    Yvette Yvon Yvonne Zoé"""

_FLEMISH = """Anke Anneke Bart Bert Bram Dirk Els Elke Filip Frank Geert Gert Greet Griet Guido Hans Heidi Hilde Ilse
    Inge Jan Jef Jeroen Joke Joost Joris Jos Karel Katleen Katrien Koen Kris Kristof Kurt Lien Lieve Lieven
    Lotte Luk Maarten Marleen Mieke Nele Pieter Piet Raf Rik Rita Roel Ruben Rudi Rudy Stef Steven Stijn Sven
    Tine Tinne Toon Veerle Wim Wouter"""

_ARABIC = """Sami Sofiane Zahir Zaher Bachir Chakir Fayza Ghizlane Hajar Ilias Jihane Khaoula Mouad Nisrine Othman
    Rayane Siham Abdallah Abdel Abdelaziz Abdelhak Abdelkader Abdelkrim Abdellah Abdelmajid Abdelmalek
    Abderrahim Abderrahman Abderrahmane Abdul Abdullah Abir Adam Adel Adil Adnan Ahlam Ahmad Ahmed Aïcha
    Aïssa Akram Ali Alia Amal Amer Amin Amina Amine Amir Amira Anas Anissa Anouar Asma Assia Atika Ayman
    Ayoub Aya Aziz Aziza Badr Bahia Bassam Bilal Bouchra Boutaina Brahim Chadi Chafik Chaïma Cherifa Dalila
    Dounia Driss Fadi Fadila Fadoua Faïza Farah Farid Farida Farouk Fathi Fatiha Fatima Fatma Faouzi Fayçal
    Fouad Fouzia Ghassan Habib Habiba Hadi Hafid Hafida Haïfa Hakim Hakima Halima Hamid Hamida Hamza Hanane
    Hanan Hani Hasna Hassan Hassane Hatim Hayat Hicham Hind Houda Houria Hussein Ibrahim Idris Idriss Ihsan
    Ikram Ilham Ilyas Iman Imane Imad Ines Ismaël Ismail Issam Jalal Jamal Jamel Jamila Jawad Kamal Kamel
    Karim Karima Kawtar Khadija Khaled Khalid Khalil Laïla Lamia Latifa Leïla Layla Lina Loubna Lotfi Maha
    Mahmoud Majid Majida Malak Malek Malika Manal Mariam Marwa Marwan Maryam Meryem Meriem Mehdi Mimoun
    Mimouna Mohamed Mohammad Mohammed Mouhamed Moncef Mostafa Mouna Mounia Mounir Mourad Moussa Mustafa
    Mustapha Nabil Nabila Nada Nadia Nadir Naïma Najat Najib Najla Nasser Nassim Nassima Nawal Nezha Nihad
    Nizar Nora Nordine Noura Nour Nourddine Oumar Oussama Omar Othmane Rabia Rachid Rachida Rahma Rajae Rami
    Rania Rashid Rayan Reda Rida Rim Rima Riad Saad Sabah Sabri Safaa Safia Saïd Saïda Salah Salem Salim
    Salima Salma Samia Samir Samira Sana Sanaa Selim Siham Sihem Smaïl Soraya Souad Soufiane Soumaya Taha
    Tarek Tariq Touria Wafa Wafaa Walid Wassim Widad Yacine Yahya Yasmina Yasmine Yasser Yassin Yassine
    Younes Youness Youssef Youssra Yousra Yusuf Zahra Zakaria Zaki Zeinab Zineb Zohra Zouhair"""

_TURKISH = """Ahmet Ayşe Ayse Aynur Aylin Bülent Burak Cem Cemal Deniz Dilek Ebru Elif Emine Emre Enes Engin Erdal
    Erkan Eren Fadime Fatih Fatoş Ferhat Gül Gülay Gülsen Gülşen Güler Hakan Halil Hasan Hatice Havva Hülya
    Hüseyin İbrahim İsmail Kadir Kemal Kübra Levent Mehmet Melek Mert Metin Murat Nurcan Nuray Orhan Osman
    Ömer Özgür Özlem Ramazan Recep Rukiye Selçuk Selin Semra Serkan Sevgi Sevim Sibel Songül Süleyman Şerife
    Tuğba Turgut Uğur Ümit Volkan Yıldız Yilmaz Zehra Zeynep"""

_KURDISH_AND_PERSIAN = """Azad Berivan Baran Dilan Jiyan Rojda Rojin Serhat Sherko Zilan Abbas
    Ahmadullah Arash Arezu Asef Azita
    Babak Bahar Behnaz Behrouz Dariush Farhad Farideh Farzana Fereshteh Ghulam Habibullah Hamed Hossein Homa
    Jawed Kaveh Kian Laleh Mahsa Masoud Mina Mirwais Mojtaba Najibullah Nasrin Nazanin Nilofar Parisa Parwana
    Payam Rahim Rahmatullah Reza Roya Sahar Sayed Shabnam Shafiq Shahram Shirin Shokoufeh Soheila Yama
    Zabihullah Zarifa Zarmina Zia"""

_AFRICAN = """Abdou Abdoulaye Abena Adama Adja Adjoa Aïssata Aïssatou Akosua Alassane Alhassane Alimatou Aliou Amadou
    Aminata Amara Ama Amani Assane Assétou Astou Awa Ayodele Aliyu Babacar Bakary Bashir Bénédicte Binta
    Bintou Blessing Boubacar Bukola Cheick Cheikh Chidi Chiamaka Chinedu Coumba Daouda Dieudonné Dieynaba
    Diarra Djamila Djénabou Djibril Ebenezer Eunice Fanta Fatimata Fatou Fatoumata Faustin Faustine Félicien
    Félicité Filifing Gloria Godelive Grâce Hadiatou Hadja Hamidou Hawa Ibrahima Idrissa Innocent Issa
    Issiaka Jocelyne Joselyne Josué Kadiatou Kadidia Kalala Kankou Karamoko Kouassi Kofi Kwame Kwabena Lamine
    Lansana Madou Maïmouna Makan Malick Mamadou Mame Mamoudou Mariama Mariamou Massamba Mbombo Mbuyi Modibo
    Modou Mohamadou Moïse Mouhamadou Mujinga Mwamba Ndeye Ngalula Ngozi Nkechi Ngoma Odongo Oumou Ousmane
    Ousseynou Pacifique Pélagie Penda Placide Prosper Ramatoulaye Ramata Rokhaya Rokia Saidou Sadio Safiatou
    Salif Salifou Samba Seydou Sékou Sidi Sira Sokhna Souleymane Tidiane Thierno Tshala Vestine Immaculée
    Espérance Yacouba Yaya Yao Youssouf Zainab Zeinabou Claver Jeannette Béatha Chantale Alphonsine Alphonse
    Emérence Dativa Spéciose Médiatrice Abebe Abeba Almaz Amanuel Aster Berhane Biniam Bereket Dawit Desta
    Eyob Feven Filmon Freweyni Genet Girma Haben Haile Helen Henok Hiwet Isaias Kidane Kibrom Lemlem
    Letebrhan Luwam Mebrahtu Meron Merhawi Mihret Mulugeta Natnael Robel Rahel Saba Samrawit Selam Semhar
    Senait Simret Tekle Tesfay Tesfaye Tigist Tsegay Tsehay Yohannes Yonas Yordanos Zerit Abdi Abdirahman
    Abdullahi Amino Asha Ayaan Deqa Fadumo Faduma Farhiya Fawzia Guled Hodan Hibo Ifrah Ismahan Khadra Liban
    Mahad Nimo Sagal Sahra Shukri Ubah Warsame Xalima Yasin"""

_SLAVIC_AND_CAUCASIAN = """Aleksandr Aleksander Alexei Alina Alla Alona Anastasia Anastasiia
    Anatoli Andrei Andrii Andriy Anna
    Antonina Anton Bogdan Bohdan Daria Dariia Dmitri Dmytro Ekaterina Elena Evgeni Galina Halyna Hanna Iana
    Igor Ihor Illia Inna Ioulia Irina Iryna Ivan Ivanna Kateryna Katarzyna Khrystyna Kostiantyn Ksenia
    Larissa Larysa Lesia Lioudmila Liudmyla Lyudmila Maksym Marek Margarita Maria Mariia Marta Marina Maryna
    Mikhail Mykhailo Mykola Nadiia Natalia Nataliia Nataliya Nazar Nikolai Oksana Oleg Oleh Oleksandr
    Oleksandra Oleksii Oleksiy Olena Olga Olha Pavel Pavlo Petro Polina Roman Rouslan Ruslan Serguei Serhii
    Serhiy Sergiy Slava Sofiia Stanislav Svetlana Svitlana Taras Tamara Tetiana Tetyana Timour Valentyna
    Vadym Vasyl Vera Viktor Viktoria Viktoriia Vira Vitalii Vladimir Volodymyr Vyacheslav Yana Yaroslav Yehor
    Yelena Yevhen Yulia Yuliia Yuri Yurii Zlata Zoryana Agnieszka Aleksandra Andrzej Beata Bożena Danuta
    Dorota Ewa Grażyna Grzegorz Halina Jadwiga Jarosław Joanna Justyna Kasia Krystyna Krzysztof Łukasz
    Małgorzata Magdalena Mariusz Mateusz Michał Monika Paweł Piotr Przemysław Sławomir Stanisław Tadeusz
    Teresa Tomasz Urszula Wiesław Wojciech Zbigniew Zofia Aslan Aslanbek Khava Khassan Louiza Magomed Milana
    Movsar Ramzan Rouslana Zaira Zarema Zaur Ani Anahit Ararat Armen Arsen Artur Astghik Gayane Gevorg Hakob
    Hasmik Hayk Karen Lusine Mariné Nariné Tigran Vahan Giorgi Davit Ketevan Levan Nana Nino Tamar Zurab
    Adriana Alexandru Andreea Bogdana Cătălin Constantin Cosmin Cristian Cristina Daniela Doina Florin
    Florina Gabriela Gheorghe Ioana Ion Ionel Ionut Liliana Lucian Marian Mariana Marius Mihaela Mihai Mircea
    Nicoleta Petru Radu Raluca Razvan Roxana Simona Sorin Stefan Vasile Viorica Vlad Agim Arben Ardian Arlind
    Arta Artan Besa Besnik Blerim Blerta Drita Edona Fatmir Fatos Flutura Gëzim Ilir Kujtim Liridona Luan
    Luljeta Mimoza Naim Shpresa Teuta Valbona Valon Vjosa Xhevat Goran Jelena Jovana Milica Milos Mirjana
    Nenad Nikola Snežana Vesna Zoran Emina Senad Dragana Dejan Bojan Branka Ivana Petar Petya Todor
    Tsvetelina Yordan"""

_SOUTHERN = """Alberto Alejandra Alejandro Alessandra Alessandro Alessia Alfonso Ana Anabela Andrea Angela Angelo
    Antonella Antonia Antonio António Armando Arturo Beatriz Bruna Calogero Carla Carlo Carlos Carmela
    Carmelo Carmen Carolina Catarina Chiara Claudia Claudio Concetta Cosimo Cristiano Diana Diego Domenico
    Donato Eduardo Elisa Enrico Enzo Ernesto Esteban Fabio Federica Federico Felipe Fernanda Fernando Filippo
    Filomena Francesca Francesco Francisca Francisco Franco Fátima Gaetano Gabriella Giacomo Gianni Gianluca
    Gina Gino Giorgio Giovanna Giovanni Giuliano Giulia Giuseppe Giuseppina Gonzalo Graziella Guillermo
    Helena Ignazio Isabel Isabella Jaime Javier Joana João Joao Joaquim Jorge José Jose Juan Juana Julio
    Leonor Lorenzo Lourdes Luca Lucia Luciano Luigi Luis Luisa Luz Manuel Manuela Marcello Marcelo Marco
    Marcos Margarida Mario Mariangela Massimo Matteo Mauro Mercedes Miguel Milagros Nuno Orlando Pablo Paola
    Paolo Pasquale Patrizia Paulo Pedro Pietro Pilar Rafael Raffaele Ramón Raúl Renata Ricardo Roberta
    Roberto Rocco Rodrigo Rosa Rosalia Rosanna Rosario Rui Salvatore Santiago Santino Serena Sergio Silvana
    Silvia Sofia Susana Teodoro Tiago Umberto Valentina Vasco Vincenzo Vito Vittorio Vitor Ximena Yolanda
    Alexandros Dimitrios Dimitris Eleni Georgios Ioannis Kostas Nikos Panagiotis Spyros Yannis"""

_ASIAN = """Anh Binh Chi Dung Duc Hai Hanh Hien Hoa Hong Hung Huong Khanh Lan Linh Loan Minh Ngoc Nhung Phuong Quang
    Quyen Tam Thanh Thao Thi Thuy Trang Trinh Tuan Vinh Xuan Yen Chen Fang Hua Jia Jie Jing Jun Lei Li Ling
    Mei Min Ming Ping Qiang Wei Xiao Xin Yan Ying Yu Yun Zhen Arjun Anjali Anil Amit Deepak Fazal Gurpreet
    Harpreet Imran Jaspreet Kiran Krishna Kumar Lakshmi Manpreet Meena Nadeem Naveed Neha Pooja Priya Rahul
    Raj Rajesh Ravi Sadia Sandeep Sanjay Saqib Shahid Shazia Simran Singh Sita Sunita Tahir Tenzin Dolma
    Lhamo Pema Tashi Tsering Usman Vijay Waqas Zubair Cherry Jasmine Jomar Maricel Marites Rowena"""

_AMBIGUOUS = """Aimé Aimée Alix Ama Amal Amara Anh Ani Armand Aster Aurore Axel Bahia Bart Benjamin Bernard Binh Blanche
    Blessing Camille Cem Charles Chen Cherry Chi Claire Claude Clément Clémence Dalila Denis Desta Deniz
    Dominique Duc Dung Els Emma Fang Fanta Félicité Florence Florent Franco Frank Gaston Georges Germain
    Germaine Gilles Gloria Grâce Guy Hai Hadi Hayat Helen Hiwet Honoré Hong Hortense Hua Hubert Immaculée
    Innocent Ion Jade Jasmine Jean Jie Jordan Jos Josse Jules Jun Justin Karen Kelly Kian Krishna Kumar
    Lambert Lan Laurent Lei Léopold Li Liban Lien Lieve Ling Loan Lotte Loup Lourdes Luz Marc Marguerite
    Marian Marie Marine Martin Maxime Mehdi Mei Melek Mercedes Michel Milagros Mimoza Min Mina Ming Nada Nana
    Nancy Nicolas Nimo Nino Noé Noël Nour Orlando Pacifique Patrice Pascal Paul Penda Pierre Pilar Ping
    Placide Prosper Rabia Raf Raj Ravi Régine Rémy Renaud Rik Rim Roland Romain Roman Rosario Rose Rosalie
    Ruben Saba Sabah Sahar Samba Santiago Selam Sidi Simon Singh Sira Sofia Tam Tamar Thi Tom Toon Trinh
    Ulysse Valentin Valentine Vasco Victor Victoria Vincent Violette Virginie Vito Wei Yama Yan Yen Ying Yu
    Yun Zia Adam Albert Baudouin Léonard Astrid Élisabeth Laure Philippe Joseph Barbara Diana Frédéric
    Gabriel Raphaël Emmanuel Sarah Esther Rachel Rita Thérèse Élise Zoé"""

FIRST_NAMES = frozenset(
    fold(name)
    for names in (
        _FRENCH,
        _FLEMISH,
        _ARABIC,
        _TURKISH,
        _KURDISH_AND_PERSIAN,
        _AFRICAN,
        _SLAVIC_AND_CAUCASIAN,
        _SOUTHERN,
        _ASIAN,
    )
    for name in names.split()
)
AMBIGUOUS = frozenset(fold(name) for name in _AMBIGUOUS.split())
